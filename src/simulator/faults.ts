import { z } from 'zod'
import { seededRandom } from './random.ts'

export const TEN_YEARS_SEC = 315_360_000

const qrVariants = z.enum(['static', 'wrongAmount', 'wrongMerchant', 'tip', 'badCrc', 'notQris'])
export type QrVariant = z.infer<typeof qrVariants>

/** What may go wrong between a till and its provider. `afterCommit` means that the provider did act. */
const requestAction = z.discriminatedUnion('type', [
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
  /** A page of the network in between: the provider never hears of the call. */
  z.strictObject({ type: z.literal('portal'), status: z.number().int().min(200).max(511) }),
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
export type FaultAction = z.infer<typeof requestAction>

/** What may go wrong on the way of a webhook; `path` then matches the event's type. */
const deliveryAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('duplicateWebhook'),
    copies: z.number().int().min(1).max(100).default(1),
  }),
  /** Kept until a later one went to the same address, at most this long. */
  z.strictObject({
    type: z.literal('reorderWebhook'),
    holdMs: z.number().int().min(1).max(600_000).default(2_000),
  }),
  z.strictObject({ type: z.literal('dropWebhook') }),
])
export type DeliveryFault = z.infer<typeof deliveryAction>

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
  action: z.union([requestAction, deliveryAction]),
})

export const faultPlanSchema = z.strictObject({ seed: z.number().int().optional(), rules: z.array(rule) })
export type FaultPlan = z.infer<typeof faultPlanSchema>
type FaultRule = FaultPlan['rules'][number]

export interface FaultEngine {
  /** The action of the first rule that strikes this request; every matching rule counts it. */
  strike(method: string, path: string): FaultAction | null
  /** The same for a webhook that is about to be sent; requests do not count towards its rules. */
  strikeDelivery(eventType: string): DeliveryFault | null
  load(plan: FaultPlan | null): void
  plan(): FaultPlan | null
}

export function faultEngine(plan: FaultPlan | null, seed: number): FaultEngine {
  let current: FaultPlan | null = null
  let onRequests: ArmedRule<FaultAction>[] = []
  let onDeliveries: ArmedRule<DeliveryFault>[] = []
  let random = seededRandom(seed)
  let deliveryRandom = seededRandom(seed)
  const engine: FaultEngine = {
    strike: (method, path) => strikeFirst(onRequests, method, path, random),
    strikeDelivery: (eventType) => strikeFirst(onDeliveries, 'POST', eventType, deliveryRandom),
    load(next) {
      current = next
      const rules = next?.rules ?? []
      onRequests = rules.flatMap(({ action, ...rest }) =>
        isDeliveryFault(action) ? [] : [armRule(rest, action)],
      )
      onDeliveries = rules.flatMap(({ action, ...rest }) =>
        isDeliveryFault(action) ? [armRule(rest, action)] : [],
      )
      random = seededRandom(next?.seed ?? seed)
      deliveryRandom = seededRandom(next?.seed ?? seed)
    },
    plan: () => current,
  }
  engine.load(plan)
  return engine
}

const isDeliveryFault = (action: FaultAction | DeliveryFault): action is DeliveryFault =>
  action.type.endsWith('Webhook')

function strikeFirst<Action>(
  armed: readonly ArmedRule<Action>[],
  method: string,
  path: string,
  random: () => number,
): Action | null {
  const [first] = armed.filter((each) => each.isStruckBy(method, path, random))
  first?.spend()
  return first?.action ?? null
}

interface ArmedRule<Action> {
  readonly action: Action
  isStruckBy(method: string, path: string, random: () => number): boolean
  spend(): void
}

function armRule<Action>({ match, times }: Omit<FaultRule, 'action'>, what: Action): ArmedRule<Action> {
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
