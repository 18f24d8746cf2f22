import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RasterImage } from '../../src/core/escpos-layout/index.ts'
import { AT, must, openTestBooks, storedSale, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
beforeEach(() => {
  books = openTestBooks()
})
afterEach(() => {
  books.close()
})

const logo: RasterImage = { widthDots: 10, heightDots: 2, rows: Uint8Array.of(0xff, 0xc0, 0x80, 0x40) }

describe('what old receipts lean on', () => {
  it('keeps a logo by its id, dot by dot', () => {
    must(books.store, (writer) => writer.addLogo('hash', logo, AT))
    expect(books.store.read.logo('hash')).toEqual(logo)
    expect(books.store.read.logo('other')).toBeNull()
  })

  it('takes the same logo twice', () => {
    for (const _ of [1, 2]) must(books.store, (writer) => writer.addLogo('hash', logo, AT))
    expect(books.store.read.logo('hash')).toEqual(logo)
  })

  it('keeps every public key, the newest first', () => {
    must(books.store, (writer) => {
      writer.addSealKey({ id: 'aaaaaaaa', publicKey: 'old' }, '2026-07-14T00:00:00.000Z')
      writer.addSealKey({ id: 'bbbbbbbb', publicKey: 'new' }, '2026-07-15T00:00:00.000Z')
      writer.addSealKey({ id: 'aaaaaaaa', publicKey: 'old' }, '2026-07-16T00:00:00.000Z')
    })
    expect(books.store.read.sealKeys().map((key) => key.publicKey)).toEqual(['new', 'old'])
  })

  it('never changes nor loses any of it', () => {
    must(books.store, (writer) => {
      writer.addLogo('hash', logo, AT)
      writer.addSealKey({ id: 'aaaaaaaa', publicKey: 'old' }, AT)
    })
    const attempts = [
      'DELETE FROM logos',
      'UPDATE logos SET width = 1',
      'DELETE FROM seal_keys',
      "UPDATE seal_keys SET public_key = 'mine'",
      "INSERT OR REPLACE INTO seal_keys (id, public_key, created_at) VALUES ('aaaaaaaa', 'mine', 'now')",
    ]
    for (const sql of attempts) expect(() => books.handle.exec(sql)).toThrow(/never/)
  })

  it('finds a sale by the number on its slip', () => {
    const { record } = storedSale(books.store)
    expect(books.store.read.saleByNumber(record.number)).toEqual({ id: record.sale.id })
    expect(books.store.read.saleByNumber('NONE')).toBeNull()
  })
})
