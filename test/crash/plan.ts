import { TEN_YEARS_SEC, type FaultPlan } from '../../src/simulator/faults.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { BOOK_STEPS, PROVIDER_CALLS, pointOf, PRINT_POINTS, type CrashPoint } from './points.ts'

/** Everything a seed decides before the first process starts. */
export interface Plan {
  readonly seed: number
  readonly faults: FaultPlan
  readonly lives: readonly LifePlan[]
  /** Connections (counted from 1) that the printer breaks off after so many bytes. */
  readonly brokenPrints: readonly { readonly nth: number; readonly afterBytes: number }[]
  /** What the bank behind the provider does with a refund. */
  readonly refunds: 'succeed' | 'pending' | 'refuse'
  /** The provider's books are a file, so that it can be switched off and on again. */
  readonly providerRestarts: boolean
}

/** One run of the till's process, from its start to the SIGKILL that ends it. */
export interface LifePlan {
  /** Where it dies; null leaves it to the moment alone. */
  readonly point: CrashPoint | null
  /** The random SIGKILL that comes from outside, when the point was not reached by then. */
  readonly killAfterMs: number
  /** How wrong this machine's clock is. */
  readonly skewMs: number
  /** Time passes before it starts: codes run out, and after a night the provider has forgotten its keys. */
  readonly pauseBeforeSec: number
  /** As long as a code lives goes by in the middle of it. */
  readonly jump: { readonly afterMs: number; readonly seconds: number } | null
  readonly offline: OfflineWindow | null
  readonly printerIsOff: boolean
  /** What the owner does with the books before it: copies them, or puts that older copy back in their place. */
  readonly backup: 'copy' | 'put back' | null
}

export interface OfflineWindow {
  /** `silent` lines take the request and never answer; `refused` ones take nothing at all. */
  readonly kind: 'silent' | 'refused'
  readonly fromMs: number
  readonly forMs: number
}

type Random = () => number

const MINUTE = 60
const HOUR = 3_600
const PAUSES_SEC = [0, 0, 0, 0, 0, 3 * MINUTE, 20 * MINUTE, 2 * HOUR, 26 * HOUR]
const SKEWS_MS = [0, 0, 0, 0, 0, 0, 20_000, -40_000, 200_000, -400_000, 7_200_000]
const LIVES = 3

/** The plan of a seed. The same seed is the same plan, on every machine and for ever. */
export function planOf(seed: number): Plan {
  const random = seededRandom(seed)
  const faults = faultsOf(seed, random)
  const restores = random() < 0.15
  const lives = Array.from({ length: LIVES }, (_, index) => lifeOf(random, index, restores))
  const brokenPrints = Array.from({ length: random() < 0.3 ? 3 : 0 }, () => ({
    nth: 1 + below(random, 8),
    afterBytes: below(random, 900),
  }))
  const providerRestarts = lives.some(({ offline }) => offline?.kind === 'refused')
  const refunds = pick(random, ['succeed', 'succeed', 'pending', 'refuse'] as const)
  return { seed, faults, lives, brokenPrints, refunds, providerRestarts }
}

function lifeOf(random: Random, index: number, restores: boolean): LifePlan {
  const point = random() < 0.82 ? pointIn(random) : null
  return {
    point,
    killAfterMs: point === null ? 60 + below(random, 700) : 900,
    skewMs: pick(random, SKEWS_MS),
    pauseBeforeSec: index === 0 ? 0 : pick(random, PAUSES_SEC),
    jump:
      random() < 0.15 ? { afterMs: below(random, 500), seconds: pick(random, [200, 1_000, 4_000]) } : null,
    offline: random() < 0.25 ? windowOf(random) : null,
    printerIsOff: random() < 0.1,
    backup: !restores || index === 0 ? null : index === LIVES - 1 ? 'put back' : 'copy',
  }
}

/** Money's own calls and steps are died at more often than the ones that merely tidy up. */
const HOT_CALLS = ['create', 'create', 'charge', 'charge', 'cancel', 'confirm', 'refund'] as const
const HOT_STEPS = [
  'addEvidence',
  'addOutbox',
  'saveSale',
  'saveSession',
  'saveCode',
  'markSent',
  'markDone',
  'addDocument',
  'addPrintJob',
  'updatePrintJob',
  'addRefund',
  'saveRefund',
] as const

function pointIn(random: Random): CrashPoint {
  const family = random()
  if (family < 0.42) {
    const call = random() < 0.75 ? pick(random, HOT_CALLS) : pick(random, PROVIDER_CALLS)
    const often = call === 'create' || call === 'charge' || call === 'read'
    const place = pick(random, ['before sending', 'after sending', 'after the answer to'] as const)
    return pointOf(`${place} ${call}`, 1 + below(random, often ? 5 : 2))
  }
  if (family < 0.85) {
    const step = random() < 0.7 ? pick(random, HOT_STEPS) : pick(random, BOOK_STEPS)
    const place = pick(random, [
      'inside a commit after',
      'at the end of a commit with',
      'after a commit with',
    ] as const)
    return pointOf(`${place} ${step}`, 1 + below(random, 6))
  }
  return pointOf(pick(random, PRINT_POINTS), 1 + below(random, 4))
}

const windowOf = (random: Random): OfflineWindow => ({
  kind: random() < 0.5 ? 'silent' : 'refused',
  fromMs: below(random, 300),
  forMs: 80 + below(random, 400),
})

type Rule = FaultPlan['rules'][number]

/** What the network and the provider do: each seed has its own weather, from calm to a storm of everything. */
function faultsOf(seed: number, random: Random): FaultPlan {
  const strength = pick(random, [0, 0.5, 1, 1, 1.6])
  const rules = MENU.flatMap((make): Rule[] => {
    const isOn = random() < 0.65
    const probability = Math.min(1, (0.015 + random() * 0.075) * strength)
    return isOn && probability > 0 ? [make(probability, random)] : []
  })
  return { seed, rules }
}

const write = (probability: number) => ({ method: 'POST', path: '/**', probability })
const anywhere = (probability: number) => ({ path: '/**', probability })
const sessionRead = (probability: number) => ({ method: 'GET', path: '/checkout-sessions/*', probability })
const news = (probability: number) => ({ probability: Math.min(1, probability * 6) })

const MENU: readonly ((probability: number, random: Random) => Rule)[] = [
  (p) => ({ match: write(p), action: { type: 'dropAfterCommit' } }),
  (p) => ({ match: write(p), action: { type: 'dropBeforeCommit' } }),
  (p) => ({ match: anywhere(p), action: { type: 'dropAfterCommit' } }),
  (p, random) => ({ match: anywhere(p), action: { type: 'delay', ms: 40 + below(random, 160) } }),
  (p) => ({ match: write(p), action: { type: 'status', status: 503, afterCommit: true } }),
  (p) => ({ match: anywhere(p), action: { type: 'status', status: 500, afterCommit: false } }),
  (p) => ({ match: anywhere(p), action: { type: 'tooMany', retryAfterSec: 1 } }),
  (p) => ({ match: anywhere(p), action: { type: 'truncatedJson' } }),
  (p) => ({ match: anywhere(p), action: { type: 'cutBody' } }),
  (p) => ({ match: anywhere(p), action: { type: 'trickle', bytes: 200, everyMs: 10 } }),
  (p) => ({ match: anywhere(p), action: { type: 'html502', afterCommit: false } }),
  (p) => ({ match: write(p), action: { type: 'html502', afterCommit: true } }),
  (p) => ({ match: anywhere(p), action: { type: 'wrongContentType' } }),
  (p) => ({ match: sessionRead(p), action: { type: 'statusFlap', status: 'pending' } }),
  (p) => ({ match: sessionRead(p), action: { type: 'statusFlap', status: 'open' } }),
  (p) => ({ match: sessionRead(p), action: { type: 'statusFlap', status: 'on_hold' } }),
  (p, random) => ({
    match: anywhere(p),
    action: { type: 'clockSkew', seconds: pick(random, [-120, 90, 400, -TEN_YEARS_SEC]) },
  }),
  (p) => ({ match: news(p), action: { type: 'duplicateWebhook', copies: 2 } }),
  (p) => ({ match: news(p), action: { type: 'reorderWebhook', holdMs: 300 } }),
  (p) => ({ match: news(p), action: { type: 'dropWebhook' } }),
]

const below = (random: Random, limit: number): number => Math.floor(random() * limit)

export function pick<T>(random: Random, choices: readonly T[]): T {
  const chosen = choices[below(random, choices.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}
