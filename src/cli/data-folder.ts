import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** Where the books live when nobody says otherwise: the place the system keeps for a user's application data. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  switch (platform()) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Gerai')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Gerai')
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'gerai')
  }
}

/** The data folder of a command line, before anything else of it is looked at. */
export function dataFolderOf(args: readonly string[]): string {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, strict: false })
  return resolve(typeof values.data === 'string' ? values.data : defaultDataFolder())
}
