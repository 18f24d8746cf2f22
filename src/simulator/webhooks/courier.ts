import { createHmac } from 'node:crypto'
import { isoTime } from '../clock.ts'
import { hasShortNames, typeWord } from '../event-names.ts'
import { recordEvent } from '../event-log.ts'
import type { DeliveryFault } from '../faults.ts'
import { CALLBACK_RETRY_AFTER_SEC } from '../plexo/assumptions.ts'
import { expirePlexoOverdue } from '../plexo/sessions.ts'
import { expireOverdue } from '../settle.ts'
import type { World } from '../world.ts'
import { endpointById } from './endpoints.ts'
import { post, type PostOutcome } from './post.ts'
import { giveUpQueued } from './queue.ts'
import type { DeliveryAttempt, DeliveryRow, EndpointRow } from './rows.ts'

/** The documents say "up to 72 hours" and no more; these steps, in simulated seconds, add up to 68 hours. */
const RETRY_AFTER_SEC = [60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400] as const

const DISABLED_AFTER_FAILURES = 20
const DISABLED_AFTER_MS = 24 * 3_600_000

export interface Courier {
  /** Sends what is due and sets an alarm for what is due next; never waits and never throws. */
  wake(): void
  /** Resolves when nothing is due or under way any more; retries of later are not waited for. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Brings events to their endpoints, at least once each. What is under way when it stops is sent again later. */
export function courier(world: World, answerLimitMs: number): Courier {
  const underWay = new Map<string, Promise<void>>()
  const heldBack = new Set<HeldBack>()
  const stopping = new AbortController()
  let alarm: NodeJS.Timeout | undefined

  const wake = (): void => {
    if (stopping.signal.aborted) return
    expireOverdue(world)
    expirePlexoOverdue(world)
    for (const row of dueDeliveries(world)) {
      if (underWay.has(row.id)) continue
      const work = deliver(row).finally(() => {
        underWay.delete(row.id)
        wake()
      })
      underWay.set(row.id, work)
    }
    setAlarm()
  }

  const setAlarm = (): void => {
    clearTimeout(alarm)
    const next = nextMoment(world)
    if (next === null) return
    alarm = setTimeout(wake, Math.min(Math.max(next - world.clock.now(), 20), 60_000)).unref()
  }

  const deliver = async (row: DeliveryRow): Promise<void> => {
    const fault = world.faults.strikeDelivery(wordOf(world, row))
    if (fault?.type === 'reorderWebhook') await holdBack(heldBack, row, fault.holdMs, stopping.signal)
    const outcome = fault?.type === 'dropWebhook' ? LOST : await send(row)
    if (stopping.signal.aborted) return
    world.books.together(() => settleAttempt(world, row, outcome))
    for (const held of heldBack) if (held.url === row.url) held.release()
    for (let copies = copiesOf(fault); copies > 0; copies -= 1) await send(row)
  }

  const send = (row: DeliveryRow): Promise<PostOutcome> =>
    post({
      // an address that was changed meanwhile counts for what is still queued
      url: endpointById(world, row.endpoint_id ?? '')?.url ?? row.url,
      body: row.body,
      headers: headersOf(world, row),
      answerLimitMs,
      signal: stopping.signal,
    })

  return {
    wake,
    async settled() {
      wake()
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
    async stop() {
      stopping.abort()
      clearTimeout(alarm)
      for (const held of heldBack) held.release()
      await Promise.all(underWay.values())
    },
  }
}

interface HeldBack {
  readonly url: string
  readonly release: () => void
}

const LOST: PostOutcome = { responseCode: null, error: 'connection lost', durationMs: 0 }
const copiesOf = (fault: DeliveryFault | null): number =>
  fault?.type === 'duplicateWebhook' ? fault.copies : 0

const wordOf = (world: World, row: DeliveryRow): string =>
  row.provider === 'plexo' ? row.type : typeWord(row.type, world.options.dialect)

/** Until a later message went to the same address, or the time is up. */
async function holdBack(
  heldBack: Set<HeldBack>,
  row: DeliveryRow,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const held: HeldBack = {
      url: row.url,
      release: () => {
        clearTimeout(timer)
        heldBack.delete(held)
        resolve()
      },
    }
    const timer = setTimeout(held.release, ms)
    heldBack.add(held)
  })
}

const dueDeliveries = (world: World): DeliveryRow[] =>
  world.books.all<DeliveryRow>(
    `SELECT * FROM deliveries WHERE status = 'pending' AND next_at <= ? ORDER BY next_at, id LIMIT 100`,
    world.clock.now(),
  )

/** When the next message falls due, or a session ends by itself; null when nothing is coming. */
function nextMoment(world: World): number | null {
  const now = world.clock.now()
  const [row] = world.books.all<{ at: number | null }>(
    `SELECT min(at) AS at FROM (
       SELECT min(next_at) AS at FROM deliveries WHERE status = 'pending' AND next_at > ?
       UNION ALL SELECT min(expires_at) FROM sessions WHERE status IN ('open', 'pending')
       UNION ALL SELECT min(expires_at) FROM plexo_sessions WHERE status = 'pending')`,
    now,
  )
  return row?.at ?? null
}

/**
 * The stamp is this machine's own time, not the simulated one: the receiver is on this machine too, and allows 300 s.
 * A Plexo callback is not signed.
 */
function headersOf(world: World, row: DeliveryRow): Record<string, string> {
  if (row.provider === 'plexo') return { 'user-agent': 'Plexo-Simulator' }
  const { dialect } = world.options
  const name = hasShortNames(dialect) ? 'Plugipay-Signature' : 'X-Plugipay-Signature'
  const secret = endpointById(world, row.endpoint_id ?? '')?.secret ?? ''
  const seconds = Math.floor(Date.now() / 1000)
  return { 'user-agent': 'Plugipay-Simulator', [name]: signWebhook(secret, seconds, row.body) }
}

export function signWebhook(secret: string, seconds: number, body: string): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}

/** Writes an attempt down and decides what comes next. A delivery that was given up meanwhile keeps its end. */
function settleAttempt(world: World, before: DeliveryRow, outcome: PostOutcome): void {
  const row = world.books.get<DeliveryRow>('SELECT * FROM deliveries WHERE id = ?', before.id)
  if (!row) return
  const now = world.clock.now()
  const attempts = row.attempts + 1
  const isDelivered = outcome.error === null
  const nextAt = isDelivered || row.status !== 'pending' ? null : retryAt(row, attempts, now)
  const attempt: DeliveryAttempt = {
    attemptNumber: attempts,
    status: isDelivered ? 'succeeded' : 'failed',
    responseCode: outcome.responseCode,
    durationMs: outcome.durationMs,
    error: outcome.error,
    nextRetryAt: nextAt === null ? null : isoTime(nextAt),
    attemptedAt: isoTime(now),
  }
  world.books.update('deliveries', row.id, {
    status: isDelivered ? 'succeeded' : nextAt === null ? 'failed' : 'pending',
    attempts,
    next_at: nextAt,
    last_attempt_at: now,
    delivered_at: isDelivered ? now : row.delivered_at,
    response_code: outcome.responseCode,
    last_error: outcome.error,
    attempt_log: JSON.stringify([...(JSON.parse(row.attempt_log) as DeliveryAttempt[]), attempt]),
    updated_at: now,
  })
  const endpoint = endpointById(world, row.endpoint_id ?? '')
  if (endpoint) judgeEndpoint(world, endpoint, isDelivered)
}

function retryAt({ provider }: DeliveryRow, attempts: number, now: number): number | null {
  const steps = provider === 'plexo' ? CALLBACK_RETRY_AFTER_SEC : RETRY_AFTER_SEC
  const step = steps[attempts - 1]
  return step === undefined ? null : now + step * 1000
}

/** Twenty failures in a row over at least a day switch an endpoint off. */
function judgeEndpoint(world: World, endpoint: EndpointRow, isDelivered: boolean): void {
  const now = world.clock.now()
  if (isDelivered) {
    world.books.update('webhook_endpoints', endpoint.id, { consecutive_failures: 0, failing_since: null })
    return
  }
  const failures = endpoint.consecutive_failures + 1
  const since = endpoint.failing_since ?? now
  world.books.update('webhook_endpoints', endpoint.id, {
    consecutive_failures: failures,
    failing_since: since,
  })
  const isHopeless = failures >= DISABLED_AFTER_FAILURES && now - since >= DISABLED_AFTER_MS
  if (isHopeless && endpoint.active === 1) switchOff(world, endpoint, failures, since)
}

function switchOff(world: World, endpoint: EndpointRow, failures: number, since: number): void {
  const now = world.clock.now()
  const reason = `${failures} failed attempts in a row`
  world.books.update('webhook_endpoints', endpoint.id, {
    active: 0,
    disabled_at: now,
    disabled_reason: reason,
    updated_at: now,
  })
  giveUpQueued(world, endpoint.id, 'endpoint disabled')
  recordEvent(world, {
    name: 'webhook_endpoint.disabled',
    mode: endpoint.mode,
    aggregateId: endpoint.id,
    object: {
      id: endpoint.id,
      url: endpoint.url,
      mode: endpoint.mode,
      active: false,
      disabledAt: isoTime(now),
      disabledReason: reason,
      consecutiveFailures: failures,
      failingSince: isoTime(since),
    },
    occurredAt: now,
  })
}
