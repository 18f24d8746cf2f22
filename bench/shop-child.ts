import { join } from 'node:path'
import { till } from '../test/simulator/till.ts'
import { sayJson } from '../src/cli/say.ts'
import { PAGES_FOLDER } from '../src/cli/build-if-stale.ts'
import { createMemorySecrets } from '../test/fakes/memory-secrets.ts'
import { keepHeapSmall } from '../src/main/adapters/system/small-heap.ts'
import { createLog } from '../src/main/adapters/system/log.ts'
import { systemClock } from '../src/main/adapters/system/system.ts'
import { openGerai, type RunningSimulator } from '../src/main/gerai.ts'
import { startServer } from '../src/main/hosts/server/server.ts'
import { launchSimulator } from '../src/main/hosts/simulator-process.ts'
import { webhookSecretNameOf } from '../src/main/usecases/provider/profile.ts'

/**
 * The server host as `npm run serve` composes it, with one thing more: it tells where its simulator listens, so that the
 * provider's own time can be read from the simulator's log. With `webhooks` the provider posts to it what happened.
 */
const [folder, wish] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: shop-child.ts FOLDER [webhooks]')

keepHeapSmall()
const secrets = createMemorySecrets()
let provider: RunningSimulator | null = null
const gerai = await openGerai({
  dataFolder: folder,
  clock: systemClock,
  log: createLog(join(folder, 'logs')),
  secrets,
  environmentProfile: null,
  mode: 'practice',
  launchSimulator: async (file) => {
    provider = await launchSimulator(join(import.meta.dirname, '../src/cli/simulator.ts'), file)
    return provider
  },
})
if (!gerai.ok) throw new Error(`the shop did not open: ${JSON.stringify(gerai.error)}`)
const server = await startServer({ gerai: gerai.value, port: 0, pagesFolder: PAGES_FOLDER })
const simulatorUrl = runningProvider().url
if (wish === 'webhooks') {
  const { url, keyId, secret: key } = runningProvider()
  const made = await till(url, { keyId, secret: key }).post('/webhooks', {
    url: new URL('/webhooks/plugipay', server.url).href,
  })
  const secret: unknown = made.json['data']?.['secret']
  if (typeof secret !== 'string') throw new Error(`no webhooks: ${made.text}`)
  await secrets.write(webhookSecretNameOf('practice'), secret)
}
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => gerai.value.close())
    .then(() => process.exit(0))
})
sayJson({ url: server.url, displayUrl: server.displayUrl, simulatorUrl })

function runningProvider(): RunningSimulator {
  if (provider === null) throw new Error('the provider was not started')
  return provider
}
