import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { apiDoor, type ApiDoor, type ApiReply, type Incoming } from './api.ts'
import { openBooks } from './books.ts'
import { idMaker, isoTime, simulatedClock } from './clock.ts'
import { renderAnswer } from './envelope.ts'
import { refused } from './answers.ts'
import { faultEngine, type FaultAction } from './faults.ts'
import { handleHand, isHandAllowed, type Hand } from './hand.ts'
import { hostedDoor, type HostedDoor } from './hosted.ts'
import { isForPlexo, plexoDoor } from './plexo/door.ts'
import { plexoPages } from './plexo/pages.ts'
import { DEFAULT_OPTIONS, type SimulatorOptions } from './options.ts'
import { seededRandom } from './random.ts'
import { rateLimiter } from './rate-limit.ts'
import { requestLog, type LoggedRequest } from './request-log.ts'
import { distortReply, replyInstead, sendReply } from './transport.ts'
import { courier, type Courier } from './webhooks/courier.ts'
import type { World } from './world.ts'

export interface Simulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Starts a payment provider on 127.0.0.1; resolves when it listens. Rejects when the port or the books are taken. */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const settings = { ...DEFAULT_OPTIONS, ...options }
  const books = openBooks(settings.db)
  const clock = simulatedClock(books)
  let origin = ''
  const world: World = {
    options: settings,
    books,
    clock,
    faults: faultEngine(settings.faults, settings.seed),
    newId: idMaker(clock),
    origin: () => origin,
    refundOutcome: 'succeed',
  }
  const desk = new FrontDesk(world)
  const server = createServer((request, response) => void desk.serve(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, '127.0.0.1', resolve)
  }).catch((cause: unknown) => {
    books.close()
    throw cause
  })
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
  return {
    url: origin,
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await desk.stop()
      books.close()
    },
  }
}

const BODY_LIMIT = 1_048_576
const PREFIX = /^\/(?:api\/)?v1(?=\/|$)/

/** Takes each request from socket to socket: hand, outage, latency, fault, door, fault, answer. */
class FrontDesk {
  private readonly world: World
  private readonly api: ApiDoor
  private readonly hosted: HostedDoor
  private readonly plexo: ReturnType<typeof plexoDoor>
  private readonly plexoPages: ReturnType<typeof plexoPages>
  private readonly courier: Courier
  private readonly hand: Hand
  private readonly random: () => number
  private readonly underWay = new Set<Promise<void>>()
  private readonly stopping = new AbortController()
  private isOut = false

  constructor(world: World) {
    this.world = world
    this.api = apiDoor(world, rateLimiter(world.options.rate))
    this.hosted = hostedDoor(world)
    this.plexo = plexoDoor(world)
    this.plexoPages = plexoPages(world)
    this.courier = courier(world, world.options.webhookAnswerMs)
    this.random = seededRandom(world.options.seed ^ 0x5f3759df)
    this.hand = {
      world,
      log: requestLog(),
      courier: this.courier,
      setOutage: (on) => {
        this.isOut = on
      },
    }
  }

  serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const work = this.route(request, response).catch((cause: unknown) => {
      if (isGone(request) || this.stopping.signal.aborted) return
      process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
    this.underWay.add(work)
    return work.finally(() => {
      this.underWay.delete(work)
      if (!this.stopping.signal.aborted) this.courier.wake()
    })
  }

  /** Ends every wait, and resolves when no request touches the books any more. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.underWay)
    await this.courier.stop()
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '/'
    const body = await readBody(request)
    const isHand = /^\/_sim(?:[/?]|$)/.test(target)
    if (isHand) return this.serveHand(request, response, target, body ?? Buffer.alloc(0))
    if (this.isOut) return void request.socket.destroy()
    const started = performance.now()
    const logged = this.log(request, target, body)
    await this.wait(this.latencyMs())
    await this.serveProvider({ request, response, target, body, logged })
    logged.ms = Math.round(performance.now() - started)
  }

  private async serveHand(
    request: IncomingMessage,
    response: ServerResponse,
    target: string,
    body: Buffer,
  ): Promise<void> {
    const reply = isHandAllowed(request.headers)
      ? await handleHand(this.hand, request.method ?? 'GET', new URL(target, 'http://127.0.0.1'), body)
      : { status: 403, body: { error: 'only tools on this machine may do this' } }
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  }

  private async serveProvider({ request, response, target, body, logged }: Arrival): Promise<void> {
    const incoming = this.read(request, target, body)
    const fault = this.world.faults.strike(incoming.method, incoming.path)
    logged.fault = fault?.type ?? null
    if (fault?.type === 'delay') await this.wait(fault.ms)
    const instead = replyInstead(fault)
    if (instead === 'drop') return void request.socket.destroy()
    const at = this.world.clock.now() + (fault?.type === 'clockSkew' ? fault.seconds * 1000 : 0)
    logged.isActedOn = instead === null
    const reply = instead ?? (await this.answer(incoming, body, fault, at, logged))
    const distorted = instead ? reply : distortReply(reply, fault)
    if (distorted === 'drop') return void request.socket.destroy()
    logged.status = distorted.status
    await sendReply(response, distorted, at, fault)
  }

  private async answer(
    incoming: Incoming,
    body: Buffer | null,
    fault: FaultAction | null,
    now: number,
    logged: { isReplay: boolean },
  ): Promise<ApiReply> {
    const { dialect } = this.world.options
    const stamp = { requestId: incoming.requestId, at: now }
    const nobody = { keyId: null, isReplay: false }
    if (body === null) {
      return { ...renderAnswer(refused('too_large', 'The body is too large.'), dialect, stamp), ...nobody }
    }
    const dated = { ...incoming, now, qrVariant: fault?.type === 'qr' ? fault.variant : null }
    if (isForPlexo(dated)) return { ...this.plexo(dated), ...nobody }
    if (!PREFIX.test(incoming.target)) {
      const page = incoming.path.startsWith('/plexo/') ? this.plexoPages(dated) : await this.hosted(dated)
      return { ...renderAnswer(page, dialect, stamp), ...nobody }
    }
    const reply = this.api(dated)
    logged.isReplay = reply.isReplay
    return reply
  }

  private read(request: IncomingMessage, target: string, body: Buffer | null): Incoming {
    const at = target.indexOf('?')
    const path = (at < 0 ? target : target.slice(0, at)).replace(PREFIX, '')
    return {
      method: request.method ?? 'GET',
      target,
      path: path === '' ? '/' : path,
      query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)),
      headers: request.headers,
      body: body ?? Buffer.alloc(0),
      requestId: this.world.newId('req'),
      now: this.world.clock.now(),
      qrVariant: null,
    }
  }

  private log(request: IncomingMessage, target: string, body: Buffer | null): LoggedRequest {
    const key = request.headers['idempotency-key']
    const keyId = /keyId=([^,\s]{1,64})/.exec(request.headers.authorization ?? '')?.[1] ?? null
    return this.hand.log.open({
      at: isoTime(this.world.clock.now()),
      method: request.method ?? 'GET',
      target,
      keyId,
      idempotencyKey: typeof key === 'string' ? key : null,
      body: body?.toString('utf8') ?? '',
    })
  }

  private latencyMs(): number {
    const { ms, spreadMs } = this.world.options.latency
    return Math.max(0, ms + (this.random() * 2 - 1) * spreadMs)
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: this.stopping.signal })
  }
}

interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly target: string
  readonly body: Buffer | null
  readonly logged: LoggedRequest
}

/** Null when the body is larger than the provider takes; the rest of it is read and thrown away. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks)
}

/** By its socket: a request whose body was read to the end counts as destroyed itself. */
const isGone = (request: IncomingMessage): boolean => request.socket.destroyed
