import type { SealCheckView, SealKeyView } from '../../../core/contract/views/slips.ts'
import type { CopyMark, SaleReceipt } from '../../../core/domain/receipts/receipt.ts'
import { parseSeal, sealBody, sealKeyText, type SealFacts } from '../../../core/domain/receipts/seal.ts'
import { sealAddress, templateOf } from '../../../core/domain/receipts/template.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { SealKey } from '../../../core/ports/receipt-seals.ts'
import { settingsOf, type Till } from '../till.ts'

/** Where the secret half of a mode's signing key is kept. */
export const sealSecretName = (mode: string): string => `receipt-key:${mode}`

/** The whole signed line of one paper: facts, key, signature; null when this till has no key to sign with. */
export function sealed(till: Till, facts: Omit<SealFacts, 'mode'>): string | null {
  const key = till.seals.key()
  if (key === null) return null
  const body = sealBody({ ...facts, mode: till.mode }, key.id)
  const signature = till.seals.sign(body)
  return signature === null ? null : `${body}*${signature}`
}

/** A copy's mark with its own signed text, when the original carries one. The paper says which copy it is, and so does the code. */
export function sealedCopy(till: Till, receipt: SaleReceipt, copy: CopyMark): CopyMark {
  if (receipt.qr?.kind !== 'signed') return copy
  const { saleNumber: number, currency, total, occurredAt: paidAt, terminal } = receipt
  const line = sealed(till, { number, currency, total, paidAt, terminal, copy: copy.number })
  const address = receipt.qr.text.includes('#') ? receipt.qr.text.replace(/#.*$/, '') : ''
  return { ...copy, seal: line === null ? null : sealAddress({ checkPage: address }, line) }
}

/** Makes ready to sign when the owner wants it; the public half goes into the books, so that it outlives the secret one. */
export async function prepareSeals(till: Till): Promise<Result<SealKey, Refusal>> {
  let key: SealKey
  try {
    key = await till.seals.prepare()
  } catch (fault) {
    till.log.warn('seal_key_unkept', { fault: String(fault) })
    return err({ type: 'seal_key_unkept', detail: String(fault) })
  }
  if (till.store.read.sealKeys().some((each) => each.id === key.id)) return ok(key)
  const stored = till.store.write((books) => {
    const at = till.clock.now()
    books.addSealKey(key, at)
    books.appendEvent({
      at,
      actor: till.duty.actor()?.id ?? null,
      kind: 'seal_key_made',
      saleId: null,
      tenderId: null,
      facts: { key: key.id, publicKey: key.publicKey },
    })
  })
  return stored.ok ? ok(key) : stored
}

/** At the start of a core: a till that signs takes its key up again, before the first receipt. */
export async function takeUpSeals(till: Till): Promise<void> {
  if (templateOf(settingsOf(till).receipt).qr === 'signed') await prepareSeals(till)
}

/** The key as people hand it on: what the command line and the check page take. */
export function sealKeyView(till: Till): SealKeyView | null {
  const key = till.seals.key()
  return key === null ? null : { id: key.id, text: sealKeyText(till.mode, key.publicKey) }
}

/**
 * Reads what a scanner gave and checks its signature against every key this till ever signed with. `genuine`: one of them
 * signed it. `changed`: it names one that did not sign it so. `unknown_key`: signed by another till or shop, or by
 * nobody; this till cannot tell.
 */
export function checkSeal(till: Till, text: string): Result<SealCheckView, Refusal> {
  const parsed = parseSeal(text)
  if (!parsed.ok) return parsed
  const { facts, keyId, signed, signature } = parsed.value
  const key = till.store.read.sealKeys().find((each) => each.id === keyId)
  const verdict =
    key === undefined
      ? 'unknown_key'
      : till.seals.verify(signed, signature, key.publicKey)
        ? 'genuine'
        : 'changed'
  const sale = verdict === 'genuine' ? till.store.read.saleByNumber(facts.number) : null
  return ok({ verdict, ...facts, saleId: sale?.id ?? null })
}
