import { describe, expect, test } from 'vitest'
import { MIN_COLUMNS } from '../../src/core/escpos-layout/index.ts'
import { sampleModuleDots, TRIAL_PAGES } from '../../src/core/domain/printers.ts'
import {
  encodeTrial,
  findProfile,
  GENERIC_58,
  GENERIC_80,
  guessProfile,
  PRINTER_PROFILES,
} from '../../src/main/adapters/escpos/index.ts'
import { rulerLine } from '../../src/main/adapters/escpos/trial-pages.ts'
import { interpret, printedLines } from '../fakes/printer-interpreter.ts'

describe('the pages of the set-up', () => {
  test.each(PRINTER_PROFILES.flatMap((profile) => TRIAL_PAGES.map((page) => ({ id: profile.id, page }))))(
    '$id prints the page "$page" in commands that every printer knows',
    async ({ id, page }) => {
      const profile = findProfile(id) ?? GENERIC_58
      for (const language of ['id', 'en'] as const) {
        const bytes = await encodeTrial(page, profile, language)
        if (page === 'drawer' && profile.drawer === null) expect(bytes).toHaveLength(0)
        else expect(interpret(bytes).length).toBeGreaterThan(0)
      }
    },
  )

  test('the ruler says on each line how long it is, so that the last unbroken one is the answer', async () => {
    const lines = printedLines(interpret(await encodeTrial('ruler', GENERIC_58, 'id'))).slice(1)
    expect(lines.map((line) => line.length)).toEqual(lines.map((line) => Number(line.replaceAll(/\D/g, ''))))
    for (const { columns } of PRINTER_PROFILES) expect(lines).toContain(rulerLine(columns))
    // paper of 32 columns breaks all longer lines
    const onPaper = lines.flatMap((line) => line.match(/.{1,32}/g) ?? [])
    expect(onPaper.filter((line) => /^>.*<$/.test(line)).at(-1)).toBe(rulerLine(32))
  })

  test('no words of a page are broken by the narrowest paper: only the ruler is to break', async () => {
    for (const language of ['id', 'en'] as const)
      for (const page of ['ruler', 'letters', 'codes', 'cut'] as const) {
        const [words = ''] = printedLines(interpret(await encodeTrial(page, GENERIC_58, language)))
        expect({ page, language, words, fits: words.length <= MIN_COLUMNS }).toMatchObject({ fits: true })
      }
  })

  test('all letters fit the narrowest paper', async () => {
    const narrow = { ...GENERIC_58, columns: 24 }
    const letters = printedLines(interpret(await encodeTrial('letters', narrow, 'id'))).join('')
    for (let code = 0x21; code < 0x7f; code += 1) expect(letters).toContain(String.fromCharCode(code))
  })

  test.each([GENERIC_58, GENERIC_80])(
    'the codes are printed in three sizes that fit the paper: $id',
    async (profile) => {
      for (const mode of ['native', 'raster'] as const) {
        const events = interpret(
          await encodeTrial('codes', { ...profile, qr: { ...profile.qr, mode } }, 'id'),
        )
        const sizes = sampleModuleDots(profile)
        expect(
          printedLines(events)
            .slice(1)
            .map((line) => line.trim()),
        ).toEqual(sizes.map((dots) => `${dots} titik`))
        const native = events.filter((event) => event.type === 'native_qr')
        expect(native.map(({ moduleDots }) => moduleDots)).toEqual(mode === 'native' ? sizes : [])
        for (const { payload, moduleDots } of native) expect(payload).toContain(`${moduleDots} titik`)
      }
    },
  )

  test('the drawer page is the kick and nothing else', async () => {
    expect(interpret(await encodeTrial('drawer', GENERIC_58, 'id'))).toEqual([
      { type: 'drawer', pin: 2, onMs: 120, offMs: 240 },
    ])
  })
})

test.each([
  ['EPSON TM-T20III Receipt', 'epson-tm-t20'],
  ['EPSON TM-T82', 'epson-tm-t82'],
  ['TM-T88V', 'epson-tm-t88'],
  ['EPSON TM-m30II', 'epson-tm-m30'],
  ['Xprinter XP-58IIH', 'xprinter-xp-58'],
  ['POS58 Printer USB', 'xprinter-xp-58'],
  ['Xprinter XP-80C', 'xprinter-xp-80'],
  ['XP-N260H', 'xprinter-xp-80'],
  ['POS-80', 'xprinter-xp-80'],
  ['BIXOLON SRP-330', 'bixolon'],
  ['Star TSP143', 'star-escpos'],
  ['SUNMI Cloud', 'sunmi'],
  ['QinHeng CH340', 'generic-58'],
  ['', 'generic-58'],
])('a printer called "%s" is set up as %s first', (label, id) => expect(guessProfile(label).id).toBe(id))
