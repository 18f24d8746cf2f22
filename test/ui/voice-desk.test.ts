// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DisplayOrder, DisplayShop, DisplayView } from '../../src/core/contract/views/display.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { DisplayFeed, DisplayPicture } from '../../src/renderer/display/feed.ts'
import { createVoiceDesk, type Speaker, type VoiceDesk } from '../../src/renderer/display/voice-desk.ts'

const shop: DisplayShop = {
  ...{ name: 'Warung', language: 'id', mode: 'live', zoneLabel: 'WIB', utcOffsetMinutes: 420 },
  voice: 'clips',
}
const silentShop: DisplayShop = {
  ...{ name: 'Warung', language: 'id', mode: 'live', zoneLabel: 'WIB', utcOffsetMinutes: 420 },
}
const order: DisplayOrder = {
  ...{ saleNumber: 'BDG1-1', lines: [], orderDiscount: amountOf(0), total: amountOf(80_000) },
  ...{ due: amountOf(80_000), currency: 'IDR' },
}
const idle = (of = shop): DisplayPicture => ({ type: 'view', view: { screen: 'idle', shop: of } })
const code = (of = shop, about = order): DisplayPicture => {
  const matrix = { size: 21, modules: '0'.repeat(441) }
  const shown = { kind: 'emv', matrix, merchantName: null, nmid: null, url: null } as const
  const times = { shownAt: '2026-07-15T07:05:52.000Z', expiresAt: null }
  const view: DisplayView = {
    ...{ screen: 'code', shop: of, order: about, paying: false },
    code: { ...shown, ...times },
  }
  return { type: 'view', view }
}
const paid = (): DisplayPicture => ({
  type: 'view',
  view: {
    ...{ screen: 'paid', shop, order, paidAt: '2026-07-15T07:06:00.000Z', kinds: ['qris'] },
    change: amountOf(0),
  },
})
const cover: DisplayPicture = { type: 'cover', reason: 'lost', shop }

/** What was heard in the shop, in order. */
let heard: string[]
let isOn: boolean
let loads: number
let picture: DisplayPicture
let listener: () => void
let desk: VoiceDesk

const speaker: Speaker = {
  isOn: () => isOn,
  arm: async () => {
    isOn = true
  },
  say: ({ moment, amount }) => heard.push(`${moment} ${amount}`),
  hush: () => heard.push('silence'),
}
const open = async (first: DisplayPicture, load = async () => speaker): Promise<void> => {
  picture = first
  const feed = {
    picture: () => picture,
    subscribe: (given: () => void) => {
      listener = given
      return () => {}
    },
  } as unknown as DisplayFeed
  desk = createVoiceDesk(feed, async () => {
    loads += 1
    return await load()
  })
  await settled()
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}
const show = async (next: DisplayPicture): Promise<void> => {
  picture = next
  listener()
  await settled()
}

beforeEach(() => {
  heard = []
  isOn = true
  loads = 0
})
afterEach(() => desk.stop())

describe('the voice of the customer’s screen', () => {
  test('says the amount when its code appears and that it was paid, each once', async () => {
    await open(idle())
    await show(code())
    await show(code())
    await show(paid())
    await show(paid())
    expect(heard).toEqual(['to_pay 80000', 'paid 80000'])
  })

  test('a shop that does not want it never fetches it', async () => {
    await open(idle(silentShop))
    await show(code(silentShop))
    expect({ loads, heard, asks: desk.needsTap() }).toEqual({ loads: 0, heard: [], asks: false })
  })

  test('an amount falls silent with its code, and is not said again when the line comes back', async () => {
    await open(idle())
    await show(code())
    await show(cover)
    await show(code())
    expect(heard).toEqual(['to_pay 80000', 'silence'])
  })

  test('the next customer hears the same amount again', async () => {
    await open(idle())
    await show(code())
    await show(paid())
    await show(idle())
    await show(code(shop, { ...order, saleNumber: 'BDG1-2' }))
    expect(heard).toEqual(['to_pay 80000', 'paid 80000', 'to_pay 80000'])
  })

  test('a page opened on a finished sale has no news', async () => {
    await open(paid())
    expect(heard).toEqual([])
  })

  test('asks for one touch where the browser wants it, then says what stands on the screen', async () => {
    isOn = false
    await open(idle())
    expect(desk.needsTap()).toBe(true)
    await show(code())
    expect(heard).toEqual([])
    window.dispatchEvent(new Event('pointerup'))
    await settled()
    expect(desk.needsTap()).toBe(false)
    expect(heard).toEqual(['to_pay 80000'])
  })

  test('a voice that cannot be had changes nothing and asks for nothing', async () => {
    await open(idle(), () => Promise.reject(new Error('gone')))
    await show(code())
    expect({ heard, asks: desk.needsTap() }).toEqual({ heard: [], asks: false })
  })
})
