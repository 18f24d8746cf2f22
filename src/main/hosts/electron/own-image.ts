/** The AppImage that this program runs from, or null: the name of one is also inherited from whatever started the program. */
export function ownImage(environment: NodeJS.ProcessEnv, program: string): string | null {
  const image = environment['APPIMAGE'] ?? ''
  const folder = environment['APPDIR'] ?? ''
  return image !== '' && (folder === '' || program.startsWith(`${folder}/`)) ? image : null
}

/** Half a minute: one that still closes then is asked again, and ended, by the start that comes upon it. */
const TRIES = 300

/** A process that nobody has buried yet has no program any more, so that is what is looked at. */
const WAIT = `tries=0
while [ -e "/proc/$1/exe" ] && [ "$tries" -lt ${TRIES} ]; do sleep 0.1; tries=$((tries + 1)); done
shift
exec "$@"`

/** The command that runs another when the process of this number is gone. */
export const onceEnded = (pid: number, command: readonly string[]): readonly [string, ...string[]] => [
  '/bin/sh',
  '-c',
  WAIT,
  'sh',
  String(pid),
  ...command,
]
