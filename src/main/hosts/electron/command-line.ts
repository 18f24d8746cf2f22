import type { CommandLine } from 'electron'

/**
 * What the program can be started with that opens a till: its pages and memory to another program, its updates to another
 * server, its pages to other pages. Fuses shut the switches of Node; these are Chromium's, and no fuse knows them.
 */
const DOORS: readonly string[] = [
  // a debugger in the pages, or in this process
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-wait',
  'js-flags',
  'enable-automation',
  // code of somebody else's around or in a page
  'load-extension',
  'disable-extensions-except',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  // another network than the machine's
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ignore-urlfetcher-cert-requests',
  'allow-insecure-localhost',
  'ssl-key-log-file',
  'log-net-log',
  // pages that may do more than they should
  'disable-web-security',
  'disable-site-isolation-trials',
  'single-process',
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'enable-experimental-web-platform-features',
  // a picture that no camera took, and a key store that is none
  'use-fake-ui-for-media-stream',
  'use-fake-device-for-media-stream',
  'use-file-for-fake-video-capture',
  'use-mock-keychain',
]

/**
 * Takes every such switch off, which holds only before Electron is ready, and names the first of them; null when there was
 * none. The sandbox's own switch is not among them: an AppImage sets it where the system lets no program have a sandbox.
 */
export function takeDoorsOff(commandLine: CommandLine): string | null {
  const open = DOORS.filter((name) => commandLine.hasSwitch(name))
  for (const name of open) commandLine.removeSwitch(name)
  return open[0] ?? null
}
