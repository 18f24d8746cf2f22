import { join } from 'node:path'
import { sayJson } from '../src/cli/say.ts'
import { PAGES_FOLDER } from '../src/cli/build-if-stale.ts'
import { createMemorySecrets } from '../src/main/adapters/secrets/file-secrets.ts'
import { createLog } from '../src/main/adapters/system/log.ts'
import { systemClock } from '../src/main/adapters/system/system.ts'
import { openGerai } from '../src/main/gerai.ts'
import { startServer } from '../src/main/hosts/server/server.ts'
import { launchSimulator } from '../src/main/hosts/simulator-process.ts'

/**
 * The server host as `npm run serve` composes it, with one thing more: it tells where its simulator listens, so that the
 * provider's own time can be read from the simulator's log.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: shop-child.ts FOLDER')

let simulatorUrl = ''
const gerai = await openGerai({
  dataFolder: folder,
  clock: systemClock,
  log: createLog(join(folder, 'logs')),
  secrets: createMemorySecrets(),
  environmentProfile: null,
  mode: 'practice',
  launchSimulator: async (file) => {
    const simulator = await launchSimulator(join(import.meta.dirname, '../src/cli/simulator.ts'), file)
    simulatorUrl = simulator.url
    return simulator
  },
})
if (!gerai.ok) throw new Error(`the shop did not open: ${JSON.stringify(gerai.error)}`)
const server = await startServer({ gerai: gerai.value, port: 0, pagesFolder: PAGES_FOLDER })
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => gerai.value.close())
    .then(() => process.exit(0))
})
sayJson({ url: server.url, displayUrl: server.displayUrl, simulatorUrl })
