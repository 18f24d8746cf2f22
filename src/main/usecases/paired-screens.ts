import type { PairingView, ScreensView } from '../../core/contract/screens-contract.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { ScreenRefusal } from '../../core/domain/refusals/screens.ts'
import { cleanText } from '../../core/domain/shown-text.ts'
import type { PairedScreen } from '../../core/ports/screen-books.ts'
import { actorId, timeIn, writeOrRefuse, type Till } from './till.ts'

const PAIRING_MS = 2 * 60_000
/**
 * Wrong codes until the shown one is burnt: five out of a million. The link beside it cannot be guessed and stays good, so
 * whoever types wrong codes from somewhere in the network does not keep a tablet from being paired by its camera.
 */
const TRIES = 5
const MOST_SCREENS = 8
const NAME_MOST = 40
const SEEN_EVERY_MS = 10 * 60_000

/** What a device shows to be let in: the digits it was told, or the key out of the one-time link. */
export type PairingProof = { readonly code: string } | { readonly key: string }

/** The door for customer screens in the shop's network: pairs them, knows them again, and shuts them out. */
export interface ScreenDesk {
  view(address: string | null): ScreensView
  begin(address: string | null): Result<PairingView, Refusal>
  /** Takes a device in, once per code. The token is told here and nowhere else; the books hold a hash of it. */
  pair(proof: PairingProof, name: string): Result<{ readonly token: string }, Refusal>
  /** The screen a token belongs to, read from the books at every call; null when there is none (any more). */
  screenOf(token: string): PairedScreen | null
  noteSeen(id: string): void
  remove(id: string): Result<null, Refusal>
  /** Calls back with the id of a screen that was removed, in the same turn. */
  onRemoved(listener: (id: string) => void): () => void
}

interface Pairing {
  /** Null once it is burnt. */
  readonly codeHash: string | null
  readonly keyHash: string
  readonly expiresAtMs: number
  triesLeft: number
}

export function createScreenDesk(till: Till): ScreenDesk {
  const listeners = new Set<(id: string) => void>()
  let pairing: Pairing | null = null
  const hash = (text: string): string => till.ids.sha256(text)

  const begin = (address: string | null): Result<PairingView, Refusal> => {
    if (address === null) return err({ type: 'screens_off' })
    if (till.store.read.pairedScreens().length >= MOST_SCREENS)
      return err({ type: 'screens_full', most: MOST_SCREENS })
    // 48 bits of chance: each of the million codes is as likely as any other
    const code = String(Number.parseInt(till.ids.token(6), 16) % 1_000_000).padStart(6, '0')
    const key = till.ids.token(24)
    pairing = {
      ...{ codeHash: hash(code), keyHash: hash(key), triesLeft: TRIES },
      expiresAtMs: till.clock.epochMs() + PAIRING_MS,
    }
    const link = `${address}/pair?k=${key}`
    const expiresAt = timeIn(till.clock, PAIRING_MS)
    return ok({ code, link, linkQr: till.qr.draw(link), address, expiresAt })
  }

  /** What is wrong with a proof, or null. A wrong code costs a try; the last one burns it for everybody. */
  const objection = (proof: PairingProof): ScreenRefusal | null => {
    if (pairing === null || till.clock.epochMs() >= pairing.expiresAtMs) return { type: 'pairing_over' }
    const fits = 'code' in proof ? hash(proof.code) === pairing.codeHash : hash(proof.key) === pairing.keyHash
    if (fits) return null
    // an old link says nothing about the code that is shown now
    if ('key' in proof || pairing.codeHash === null) return { type: 'pairing_over' }
    pairing.triesLeft -= 1
    if (pairing.triesLeft > 0) return { type: 'pairing_code_wrong', triesLeft: pairing.triesLeft }
    pairing = { ...pairing, codeHash: null }
    note('screen_pairing_locked', { tries: TRIES })
    return { type: 'pairing_over' }
  }

  const note = (kind: string, facts: Readonly<Record<string, string | number>>): void => {
    till.store.write((books) => {
      books.appendEvent({ at: till.clock.now(), actor: null, kind, saleId: null, tenderId: null, facts })
    }, 'request')
  }

  return {
    view: (address) => ({ address, screens: till.store.read.pairedScreens() }),
    begin,
    pair: (proof, given) => {
      const refusal = objection(proof)
      if (refusal !== null) return err(refusal)
      const token = till.ids.token(32)
      const at = till.clock.now()
      const written = writeOrRefuse(till, (books): Result<null, Refusal> => {
        const paired = books.pairedScreens()
        if (paired.length >= MOST_SCREENS) return err({ type: 'screens_full', most: MOST_SCREENS })
        const id = till.ids.next()
        const name = cleanText(given, NAME_MOST) || `Layar ${paired.length + 1}`
        books.addPairedScreen({ id, name, pairedAt: at, lastSeenAt: at, tokenHash: hash(token) })
        const facts = { screen: name, screenId: id }
        books.appendEvent({ at, actor: null, kind: 'screen_paired', saleId: null, tenderId: null, facts })
        return ok(null)
      })
      if (!written.ok) return written
      pairing = null
      till.changed.ring()
      return ok({ token })
    },
    screenOf: (token) =>
      /^[0-9a-f]{64}$/.test(token) ? till.store.read.pairedScreenWith(hash(token)) : null,
    noteSeen: (id) => {
      const screen = till.store.read.pairedScreens().find((each) => each.id === id)
      // the books are not written for a tablet that comes and goes with its network
      if (screen === undefined || till.clock.epochMs() - Date.parse(screen.lastSeenAt) < SEEN_EVERY_MS) return
      till.store.write((books) => {
        books.notePairedScreenSeen(id, till.clock.now())
      }, 'request')
    },
    remove: (id) => {
      const removed = writeOrRefuse(till, (books): Result<null, Refusal> => {
        const screen = books.pairedScreens().find((each) => each.id === id)
        if (screen === undefined) return err({ type: 'screen_unknown' })
        books.removePairedScreen(id)
        const facts = { screen: screen.name, screenId: id }
        const event = { kind: 'screen_removed', saleId: null, tenderId: null, facts }
        books.appendEvent({ at: till.clock.now(), actor: actorId(till), ...event })
        return ok(null)
      })
      if (removed.ok) for (const listener of listeners) listener(id)
      till.changed.ring()
      return removed
    },
    onRemoved: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
