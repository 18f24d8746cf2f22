import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import WebSocket from 'ws'
import { startServer, type ServerHost } from '../../src/main/hosts/server/server.ts'
import type { Gerai } from '../../src/main/procedures/answering.ts'
import { ok } from '../../src/core/domain/result.ts'
import { openTestTill, type TestTill } from '../till/bench.ts'

/** The server host over a real core, with two tiny pages, and visitors that may send whatever they like. */
export interface RunningServer {
  readonly host: ServerHost
  readonly till: TestTill
  readonly origin: string
  /** A GET (or another method) with any headers; the path goes on the wire as it is. */
  visit(path: string, options?: VisitOptions): Promise<Visited>
  /** Bytes on a bare socket; answers with everything that came back until the server hung up or `ms` passed. */
  knock(bytes: string, ms?: number): Promise<string>
  cookie(): Promise<string>
  /** Resolves to the open socket, or to the HTTP status of the refusal. */
  socket(path: string, headers?: Record<string, string>): Promise<WebSocket | number>
  client<Client>(path: string): Promise<Client>
  close(): Promise<void>
}

export interface VisitOptions {
  readonly method?: string
  readonly headers?: Record<string, string>
}

export interface Visited {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export async function openServer(given?: TestTill, shop?: Gerai): Promise<RunningServer> {
  const till = given ?? (await openTestTill())
  const pagesFolder = mkdtempSync(join(tmpdir(), 'gerai-pages-'))
  mkdirSync(join(pagesFolder, 'assets'))
  writeFileSync(join(pagesFolder, 'cashier.html'), '<!doctype html><title>cashier</title>')
  writeFileSync(join(pagesFolder, 'display.html'), '<!doctype html><title>display</title>')
  writeFileSync(join(pagesFolder, 'assets', 'app-1a2b.js'), 'export const app = 1\n')
  writeFileSync(join(pagesFolder, '.hidden'), 'not for anybody')
  const gerai = shop ?? {
    core: () => till.core,
    switchMode: async () => ok(null),
    restart: async () => ok(null),
    restoreBackup: async () => ok(null),
  }
  const host = await startServer({ gerai, port: 0, pagesFolder })
  const origin = `http://127.0.0.1:${host.port}`
  const opened: WebSocket[] = []

  const visit: RunningServer['visit'] = (path, { method = 'GET', headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          body += part
        })
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
        })
      })
      sent.on('error', reject)
      sent.end()
    })

  const cookie = async (): Promise<string> => {
    const { headers } = await visit(host.url.slice(origin.length))
    return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  }

  const socket: RunningServer['socket'] = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      const tried = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
      opened.push(tried)
      tried.on('open', () => {
        resolve(tried)
      })
      tried.on('unexpected-response', (_request, answer) => {
        resolve(answer.statusCode ?? 0)
      })
      tried.on('error', reject)
    })

  return {
    host,
    till,
    origin,
    visit,
    cookie,
    socket,
    knock: (bytes, ms = 2_000) =>
      new Promise((resolve) => {
        let heard = ''
        const line = connect(host.port, '127.0.0.1', () => {
          line.write(bytes)
        })
        line.setEncoding('utf8')
        line.setTimeout(ms, () => line.destroy())
        line.on('data', (part: string) => {
          heard += part
        })
        line.on('error', () => {})
        line.on('close', () => {
          resolve(heard)
        })
      }),
    client: async <Client>(path: string) => {
      const websocket = await socket(path, { origin, cookie: await cookie() })
      if (typeof websocket === 'number') throw new Error(`the socket was refused: ${websocket}`)
      const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket })
      return createORPCClient(link) as Client
    },
    close: async () => {
      for (const each of opened) each.terminate()
      await host.close()
      await till.close()
      rmSync(pagesFolder, { recursive: true, force: true })
    },
  }
}
