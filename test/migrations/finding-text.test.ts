import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wantedBy } from '../../src/core/domain/finding.ts'
import { findingText } from '../../src/main/adapters/sqlite/migrations/0010-finding-text.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'
import { saleFinder } from '../../src/main/adapters/sqlite/queries/finding.ts'

const NOW = '2026-07-15T07:05:00.123Z'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-finding-text-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function open(migrations: readonly string[]): Handle {
  const stamp = { mode: 'test', terminalId: 'terminal-1', now: NOW } as const
  const opened = openBooks(join(folder, 'gerai.sqlite'), stamp, migrations)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}

describe('books from before sales could be found by words', () => {
  it('have all their sales and people in the indexes after the update', () => {
    const before = open(MIGRATIONS.slice(0, MIGRATIONS.indexOf(findingText)))
    before.exec(`
      INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
        created_at) VALUES ('s1', 'TK1-1', 'IDR', 5000, 5000, 0, '[]', 'paid', 'Sari', '2026-07-15', '${NOW}'),
        ('s2', 'TK1-2', 'IDR', 5000, 5000, 0, '[]', 'paid', 'Sari', '2026-07-15', '${NOW}');
      INSERT INTO sale_lines (sale_id, position, id, name, quantity, unit_price, tax, note, gross, discount_amount, net)
        VALUES ('s1', 0, 'l', 'Kopi Susu', 1000, 5000, 'none', 'tanpa gula', 5000, 0, 5000);
      INSERT INTO personal (ref, kind, value, salt, at) VALUES ('pd_1', 'customer_name', 'Wati', 'x', '${NOW}'),
        ('pd_2', 'photo', x'ffd8', 'x', '${NOW}');
      INSERT INTO customers (id, name_ref, created_at) VALUES ('c1', 'pd_1', '${NOW}');
      INSERT INTO sale_customers (sale_id, customer_id, at) VALUES ('s2', 'c1', '${NOW}');`)
    before.close()
    const after = open(MIGRATIONS)
    const { find } = saleFinder(after)
    expect(find(wantedBy('susu gul'), '~', 9)).toEqual(['s1'])
    expect(find(wantedBy('wati'), '~', 9)).toEqual(['s2'])
    after.exec(`DELETE FROM personal`)
    expect(find(wantedBy('wati'), '~', 9)).toEqual([])
    after.close()
  })
})
