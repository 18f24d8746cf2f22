import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { HeldCartView, TakenCartView } from './views/held.ts'
import { answer } from './answer.ts'

const byHeld = z.object({ id: z.string().min(1).max(64) })

/** Orders set aside before they are a sale; they use no sale number. */
export const heldContract = {
  /** Sets the order in the cart aside, with a name or without. */
  hold: oc.input(z.object({ name: z.string().trim().max(60) })).output(answer<null>()),
  held: oc.output(answer<readonly HeldCartView[]>()),
  /** Puts one back into the cart; what stands there is set aside first. */
  takeHeld: oc.input(byHeld).output(answer<TakenCartView>()),
  /** Throws one away, or takes that back. */
  dropHeld: oc.input(byHeld.extend({ dropped: z.boolean() })).output(answer<null>()),
}
