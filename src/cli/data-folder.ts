import { homedir, platform } from 'node:os'
import { join } from 'node:path'

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
