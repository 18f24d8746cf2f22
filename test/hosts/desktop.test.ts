import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CounterContract } from '../../src/core/contract/contract.ts'
import { openServer, type RunningServer } from './running-server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(async () => {
  await server.close()
})

test('in a browser every question about the app’s own windows is refused in words', async () => {
  const { desktop } = await server.client<ContractRouterClient<CounterContract>>('/rpc')
  const answers = await Promise.all([
    desktop.view(),
    desktop.chooseDisplay({ choice: 'auto' }),
    desktop.setKiosk({ on: true }),
    desktop.openLogs(),
    desktop.checkUpdate(),
    desktop.installUpdate(),
  ])
  for (const answer of answers) expect(answer).toEqual({ ok: false, error: { type: 'desktop_only' } })
})
