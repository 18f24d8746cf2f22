import { createServer, type Server } from 'node:net'
import { keptPort } from '../fakes/kept-port.ts'
import type { Plan } from './plan.ts'

/** What came out of the printer in one connection, whole or cut off. */
export type Paper = Uint8Array

/** A network printer outside the till's process: what it has printed stays printed when the till is killed. */
export interface PaperPrinter {
  readonly uri: string
  readonly papers: readonly Paper[]
  /** A printer that is off takes no connection. */
  switchOn(on: boolean): Promise<void>
  close(): Promise<void>
}

export async function openPrinter(broken: Plan['brokenPrints']): Promise<PaperPrinter> {
  const papers: Paper[] = []
  let connections = 0
  let server: Server | null = null
  const port = await keptPort()
  const listen = async (): Promise<void> => {
    const next = createServer((socket) => {
      connections += 1
      const breaksAt = broken.find(({ nth }) => nth === connections)?.afterBytes ?? Number.POSITIVE_INFINITY
      const chunks: Buffer[] = []
      let size = 0
      socket.on('data', (chunk) => {
        const taken = chunk.subarray(0, Math.max(0, breaksAt - size))
        chunks.push(taken)
        size += taken.length
        if (size >= breaksAt) socket.resetAndDestroy()
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        if (size > 0) papers.push(Buffer.concat(chunks))
      })
    })
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject)
      next.listen(port, '127.0.0.1', resolve)
    })
    server = next
  }
  const unlisten = async (): Promise<void> => {
    const last = server
    server = null
    if (last !== null) await new Promise((resolve) => last.close(resolve))
  }
  await listen()
  return {
    uri: `tcp://127.0.0.1:${port}`,
    papers,
    switchOn: async (on) => {
      if (on && server === null) await listen()
      if (!on) await unlisten()
    },
    close: unlisten,
  }
}
