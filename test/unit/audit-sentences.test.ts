import { describe, expect, test } from 'vitest'
import { kindsOf } from '../../src/core/domain/books/audit-groups.ts'
import { auditSentence } from '../../src/core/domain/sentences/audit.ts'
import { rightsOf } from '../../src/core/domain/people/permissions.ts'
import { rightWords } from '../../src/core/domain/sentences/rights.ts'
import { TIMELINE_KINDS } from '../../src/core/domain/sentences/timeline.ts'

const GROUPED = (['people', 'printing', 'settings', 'attention'] as const).flatMap((group) => {
  const kinds = kindsOf(group)
  return 'only' in kinds ? kinds.only : []
})

describe('the log in words', () => {
  test.each([...GROUPED, ...TIMELINE_KINDS])('%s has a line of its own in both languages', (kind) => {
    const lines = [auditSentence(kind, {}, 'id'), auditSentence(kind, {}, 'en')]
    for (const line of lines) {
      expect(line).not.toContain(kind)
      expect(line).not.toMatch(/undefined|null|NaN|→/)
      expect(line).not.toBe('')
    }
    expect(lines[0]).not.toBe(lines[1])
  })

  test('says what became of a shift and its drawer', () => {
    const closed = { number: 'TK1-S0007', zNumber: 'TK1-Z0007', variance: -10_000, reason: 'salah kembalian' }
    expect(auditSentence('shift_closed', closed, 'id')).toBe(
      'Shift ditutup · TK1-S0007 · TK1-Z0007 · selisih -10000 · “salah kembalian”',
    )
    expect(auditSentence('shift_closed_for_other', { person: 'Sari', variance: 0 }, 'en')).toBe(
      'The shift opened by Sari was closed',
    )
    for (const kind of ['shift_opened', 'drawer_counted', 'cash_in', 'cash_out', 'edc_matched']) {
      const lines = [auditSentence(kind, {}, 'id'), auditSentence(kind, {}, 'en')]
      for (const line of lines) expect(line).not.toContain(kind)
      expect(lines[0]).not.toBe(lines[1])
    }
  })

  test('says what the drawer was opened for, and what comparing a day found', () => {
    expect(auditSentence('drawer_opened', { reason: 'cash_out' }, 'id')).toBe('Laci uang dibuka · kas keluar')
    const day = { day: '2026-11-21', matched: 12, differences: 0 }
    expect(auditSentence('day_reconciled', day, 'en')).toBe(
      'A day was compared with the payment service · 2026-11-21 · 12 matched · 0 different',
    )
  })

  test('a kind from another version stands there plainly with its facts', () => {
    expect(auditSentence('moon_landed', { crew: 3, by: 'Neil' }, 'id')).toMatch(/moon_landed.*crew 3.*Neil/)
  })

  test('a kind is looked up in the list alone, whatever it is called', () => {
    expect(auditSentence('constructor', {}, 'en')).toContain('constructor')
    expect(auditSentence('__proto__', {}, 'id')).toContain('__proto__')
  })

  test('says who allowed what', () => {
    const facts = { procedure: 'sale.supersede', right: 'supersede_code', lentBy: 'Dewi' }
    expect(auditSentence('right_lent', facts, 'id')).toBe(
      'Dewi memberi izin · Menutup QR yang masih bisa dibayar',
    )
    expect(auditSentence('right_lent', { ...facts, right: 'second_person' }, 'en')).toBe(
      'Dewi allowed it · Accepting money one recorded oneself',
    )
  })

  test('says whose PIN was wrong, where, and how often', () => {
    const facts = { person: 'Budi', purpose: 'lend', tries: 4 }
    expect(auditSentence('pin_wrong', facts, 'id')).toBe(
      'PIN salah untuk Budi · saat memberi izin · ke-4 berturut-turut',
    )
    expect(auditSentence('locked_out', { person: 'Budi', seconds: 300 }, 'en')).toBe(
      'Budi has to wait 5 minutes',
    )
  })

  test('says what about a person was changed, and which settings', () => {
    const changed = { person: 'Budi', role_from: 'cashier', role_to: 'supervisor', renamed: false }
    expect(auditSentence('person_changed', changed, 'id')).toBe('Budi diubah · dari kasir menjadi supervisor')
    expect(auditSentence('settings_saved', { names: 'shopName,autoLockMinutes' }, 'en')).toMatch(
      /shop name, locking by itself/,
    )
  })

  test('says from what to what the limits of rights were changed', () => {
    const facts = {
      names: 'permissionLimits,autoLockMinutes',
      permissionLimits_from: '{"discountBasisPoints":2000,"confirmAmount":2000000}',
      permissionLimits_to: '{"discountBasisPoints":10000,"confirmAmount":2000000}',
      autoLockMinutes_from: 10,
      autoLockMinutes_to: 0,
    }
    const line = auditSentence('settings_saved', facts, 'id')
    expect(line).toContain('batas diskon (100 = 1%) 2000 > 10000')
    expect(line).toContain('kunci sendiri 10 > 0')
    expect(line).not.toContain('2000000')
  })

  test('every right has words', () => {
    for (const right of rightsOf('owner')) expect(rightWords(right, 'id')).not.toBe(rightWords(right, 'en'))
    expect(rightWords('fly', 'id')).toContain('fly')
  })
})
