import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sayJson } from '../src/cli/say.ts'
import { createMemorySecrets } from '../test/fakes/memory-secrets.ts'
import { createLog } from '../src/main/adapters/system/log.ts'
import { systemClock } from '../src/main/adapters/system/system.ts'
import { openGerai } from '../src/main/gerai.ts'
import { startServer } from '../src/main/hosts/server/server.ts'

/**
 * The server host as `npm run serve` composes it, but its practice provider is somebody else's: it may not be there yet,
 * as in a shop that opens without a network.
 */
const [folder, providerUrl] = process.argv.slice(2)
if (folder === undefined || providerUrl === undefined) throw new Error('usage: offline-child.ts FOLDER URL')

const gerai = await openGerai({
  dataFolder: folder,
  clock: systemClock,
  log: createLog(join(folder, 'logs')),
  secrets: createMemorySecrets(),
  environmentProfile: null,
  mode: 'practice',
  launchSimulator: async () => ({
    url: providerUrl,
    keyId: 'ak_test_simulator',
    secret: 'sk_test_simulator',
    stop: async () => {},
  }),
})
if (!gerai.ok) throw new Error(`the shop did not open: ${JSON.stringify(gerai.error)}`)
// nobody looks at pages here; the presses come over the socket
const pagesFolder = join(folder, 'pages')
mkdirSync(pagesFolder)
const server = await startServer({ gerai: gerai.value, port: 0, pagesFolder })
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => gerai.value.close())
    .then(() => process.exit(0))
})
sayJson({ url: server.url })
