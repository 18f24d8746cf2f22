import { z } from 'zod'
import { seededRandom } from './random.ts'

export const TEN_YEARS_SEC = 315_360_000

const qrVariants = z.enum(['static', 'wrongAmount', 'wrongMerchant', 'tip', 'badCrc', 'notQris'])
export type QrVariant = z.infer<typeof qrVariants>

/** What may go wrong between a till and its provider. `afterCommit` means that the provider did act. */
const action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('delay'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ type: z.literal('dropBeforeCommit') }),
  z.strictObject({ type: z.literal('dropAfterCommit') }),
  z.strictObject({
    type: z.literal('status'),
    status: z.number().int().min(500).max(599),
    afterCommit: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('tooMany'), retryAfterSec: z.number().int().min(1).max(3600).default(1) }),
  z.strictObject({ type: z.literal('html502'), afterCommit: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('truncatedJson') }),
  z.strictObject({ type: z.literal('cutBody') }),
  z.strictObject({ type: z.literal('wrongContentType') }),
  z.strictObject({
    type: z.literal('clockSkew'),
    seconds: z.number().int().min(-TEN_YEARS_SEC).max(TEN_YEARS_SEC),
  }),
  z.strictObject({
    type: z.literal('trickle'),
    bytes: z.number().int().min(1).default(16),
    everyMs: z.number().int().min(1).default(20),
  }),
  z.strictObject({ type: z.literal('statusFlap'), status: z.string().min(1).default('pending') }),
  z.strictObject({ type: z.literal('wrongAmount'), factor: z.number().positive().default(100) }),
  z.strictObject({ type: z.literal('wrongCurrency'), currency: z.string().default('USD') }),
  z.strictObject({ type: z.literal('rewrite'), set: z.record(z.string(), z.unknown()) }),
  z.strictObject({ type: z.literal('qr'), variant: qrVariants }),
])
export type FaultAction = z.infer<typeof action>

const rule = z.strictObject({
  name: z.string().optional(),
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Without the prefix and query; `*` stands for one segment, `**` for any. */
      path: z.string().optional(),
      /** Which of the matching requests, counted from 1. */
      nth: z.union([z.number().int().min(1), z.array(z.number().int().min(1))]).optional(),
      probability: z.number().min(0).max(1).optional(),
    })
    .default({}),
  /** How often the rule strikes at most. */
  times: z.number().int().min(1).optional(),
  action,
})

export const faultPlanSchema = z.strictObject({ seed: z.number().int().optional(), rules: z.array(rule) })
export type FaultPlan = z.infer<typeof faultPlanSchema>
type FaultRule = FaultPlan['rules'][number]

export interface FaultEngine {
  /** The action of the first rule that strikes this request; every matching rule counts it. */
  strike(method: string, path: string): FaultAction | null
  load(plan: FaultPlan | null): void
  plan(): FaultPlan | null
}

export function faultEngine(plan: FaultPlan | null, seed: number): FaultEngine {
  let current: FaultPlan | null = null
  let armed: ArmedRule[] = []
  let random = seededRandom(seed)
  const engine: FaultEngine = {
    strike: (method, path) => {
      const struck = armed.filter((each) => each.isStruckBy(method, path, random))
      const first = struck[0]
      first?.spend()
      return first?.action ?? null
    },
    load(next) {
      current = next
      armed = (next?.rules ?? []).map(armRule)
      random = seededRandom(next?.seed ?? seed)
    },
    plan: () => current,
  }
  engine.load(plan)
  return engine
}

interface ArmedRule {
  readonly action: FaultAction
  isStruckBy(method: string, path: string, random: () => number): boolean
  spend(): void
}

function armRule({ match, times, action: what }: FaultRule): ArmedRule {
  const pattern = match.path === undefined ? null : pathPattern(match.path)
  const wanted = match.nth === undefined ? null : [match.nth].flat()
  let seen = 0
  let left = times ?? Infinity
  return {
    action: what,
    isStruckBy(method, path, random) {
      if (match.method !== undefined && match.method.toUpperCase() !== method) return false
      if (pattern && !pattern.test(path)) return false
      seen += 1
      if (left === 0 || (wanted && !wanted.includes(seen))) return false
      return match.probability === undefined || random() < match.probability
    },
    spend() {
      left -= 1
    },
  }
}

function pathPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
  return new RegExp(`^${source.join('')}$`)
}
