import { once } from 'node:events'
import { createServer } from 'node:net'
import { threadId } from 'node:worker_threads'

/**
 * Below the range that systems give to outgoing connections (Linux from 32768, others from 49152). A port that the
 * system chose is in that range: while whoever listens on it is switched off, the system may give it to any connection,
 * and it cannot be opened again.
 */
const FIRST = 20_000
const COUNT = 12_000

/** Each process begins elsewhere, so that two that run at once do not wait for one another's ports. */
let next = (process.pid * 131 + threadId * 31) % COUNT

/** A port of this machine that can be listened on, closed, and listened on again; nobody listens on it now. */
export async function keptPort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + next
    next = (next + 1) % COUNT
    if (await isFree(port)) return port
  }
  throw new Error(`no port from ${FIRST} to ${FIRST + COUNT - 1} is free`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
