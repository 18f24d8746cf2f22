import bixolon from '../../../../resources/printers/bixolon.json' with { type: 'json' }
import epsonTmM30 from '../../../../resources/printers/epson-tm-m30.json' with { type: 'json' }
import epsonTmT20 from '../../../../resources/printers/epson-tm-t20.json' with { type: 'json' }
import epsonTmT82 from '../../../../resources/printers/epson-tm-t82.json' with { type: 'json' }
import epsonTmT88 from '../../../../resources/printers/epson-tm-t88.json' with { type: 'json' }
import generic58 from '../../../../resources/printers/generic-58.json' with { type: 'json' }
import generic80 from '../../../../resources/printers/generic-80.json' with { type: 'json' }
import starEscpos from '../../../../resources/printers/star-escpos.json' with { type: 'json' }
import sunmi from '../../../../resources/printers/sunmi.json' with { type: 'json' }
import xprinterXp58 from '../../../../resources/printers/xprinter-xp-58.json' with { type: 'json' }
import xprinterXp80 from '../../../../resources/printers/xprinter-xp-80.json' with { type: 'json' }
import type { PrinterProfile } from '../../../core/domain/printers.ts'
import { loadProfile } from './profile.ts'

/** The profiles that come with the app; imported, not read, so that they are there when it is bundled. */
export const PRINTER_PROFILES: readonly PrinterProfile[] = [
  generic58,
  generic80,
  epsonTmT20,
  epsonTmT82,
  epsonTmT88,
  epsonTmM30,
  xprinterXp58,
  xprinterXp80,
  bixolon,
  starEscpos,
  sunmi,
].map(shippedProfile)

/** The printer nothing is known of, on 58 mm and on 80 mm paper. */
export const GENERIC_58 = profileById('generic-58')
export const GENERIC_80 = profileById('generic-80')

export function findProfile(id: string): PrinterProfile | undefined {
  return PRINTER_PROFILES.find((profile) => profile.id === id)
}

/** Names that printers give themselves, and the profile that fits; the first match counts. */
const NAMES: readonly (readonly [name: RegExp, profileId: string])[] = [
  [/TM-?T88/i, 'epson-tm-t88'],
  [/TM-?T8[12]/i, 'epson-tm-t82'],
  [/TM-?T20/i, 'epson-tm-t20'],
  [/TM-?m[1-5]0/i, 'epson-tm-m30'],
  [/XP-?5\d|POS-?58|\b58 ?mm\b/i, 'xprinter-xp-58'],
  [/XP-?[A-Z]?(?:80|2\d\d|3\d\d)|POS-?80|\b80 ?mm\b/i, 'xprinter-xp-80'],
  [/bixolon|SRP-?\d/i, 'bixolon'],
  [/\bstar\b|TSP-?\d|mC-Print/i, 'star-escpos'],
  [/sunmi/i, 'sunmi'],
]

/** The profile that a printer's own name points to; a guess, to be looked at on paper. */
export function guessProfile(label: string): PrinterProfile {
  const [, id] = NAMES.find(([name]) => name.test(label)) ?? []
  return (id === undefined ? undefined : findProfile(id)) ?? GENERIC_58
}

function profileById(id: string): PrinterProfile {
  const profile = findProfile(id)
  if (profile === undefined) throw new Error(`no printer profile ${id}`)
  return profile
}

function shippedProfile(json: unknown): PrinterProfile {
  const loaded = loadProfile(json)
  if (!loaded.ok) throw new Error(`a shipped printer profile is wrong: ${JSON.stringify(loaded.error)}`)
  return loaded.value
}
