/** What makes Electron a program of the X server. */
const ON_X = '--ozone-platform=x11'

/**
 * What Electron has to be started with so that windows stay where they are put; nothing on most systems. Under Wayland no
 * program chooses the display of its window or lies above others: the customer's would come up on the cashier's screen.
 * Every desktop brings an X server beside Wayland. It is read before any code of ours runs, so it is told at the start only.
 */
export function displayArguments(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  given: readonly string[],
): readonly string[] {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  const session = environment['XDG_SESSION_TYPE'] ?? ''
  const isWayland = session === 'wayland' || (session === '' && isSet('WAYLAND_DISPLAY'))
  if (platform !== 'linux' || !isWayland || !isSet('DISPLAY')) return []
  // somebody knows better, or this is the second try
  return given.some((each) => /^--?ozone-platform/.test(each)) ? [] : [ON_X]
}
