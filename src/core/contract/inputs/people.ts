import { z } from 'zod'
import { id, shortText } from './parts.ts'

/** That something of it can be read, the core says. */
const personName = shortText(40)
/** Only size here; what a PIN must be is the domain's rule (`checkPin`). Never logged. */
const pin = z.string().max(32)

const role = z.enum(['cashier', 'supervisor', 'owner'])
export const createOwner = z.object({ name: personName, pin })
export const signIn = z.object({ personId: id, pin })
export const addPerson = z.object({ name: personName, role, pin })
export const changePerson = z.object({ personId: id, name: personName, role })
export const setPin = z.object({ personId: id, pin })
export const changeOwnPin = z.object({ oldPin: pin, newPin: pin })
export const byPerson = z.object({ personId: id })
export const lend = z.object({
  personId: id,
  pin,
  /** The call that was refused, e.g. `sale.supersede`, and its input exactly as it will be sent again. */
  procedure: z.string().max(60),
  input: z.unknown().optional(),
})

export const findPersonal = z.object({ text: shortText(60).min(2) })
export const byRef = z.object({ ref: z.string().regex(/^pd_[0-9a-f]{64}$/) })
export const auditQuery = z.object({
  cursor: z.string().max(200).nullable(),
  limit: z.int().min(1).max(200),
  group: z.enum(['money', 'people', 'printing', 'settings', 'attention']).nullable(),
  personId: id.nullable(),
  saleNumber: shortText(40).nullable(),
  /** UTC times; `from` counts, `to` does not. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
})
