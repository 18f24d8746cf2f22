// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DisplayShop, DisplayView } from '../../src/core/contract/views/display.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { createDisplayFeed, type DisplayFeed } from '../../src/renderer/display/feed.ts'
import { tapEnd } from '../../src/renderer/display/tap.ts'

const shop: DisplayShop = {
  name: 'Warung Contoh Satu',
  language: 'id',
  mode: 'live',
  zoneLabel: 'WIB',
  utcOffsetMinutes: 420,
}

/** The core's clock is years away from this device's, as on a tablet that lost its battery. */
const CORE_START = Date.parse('2026-07-15T07:00:00.000Z')
let coreAhead = 0
const coreNow = (lateMs = 0): string =>
  new Date(CORE_START + performance.now() + coreAhead - lateMs).toISOString()

const codeView = (endsInMs: number | null): DisplayView => ({
  screen: 'code',
  shop,
  order: {
    saleNumber: 'BDG1-260715-00042',
    lines: [],
    orderDiscount: amountOf(0),
    total: amountOf(80_000),
    due: amountOf(80_000),
    currency: 'IDR',
  },
  code: {
    kind: 'emv',
    matrix: { size: 1, modules: '1' },
    merchantName: 'WARUNG CONTOH SATU',
    nmid: null,
    url: null,
    shownAt: coreNow(),
    expiresAt: endsInMs === null ? null : new Date(Date.parse(coreNow()) + endsInMs).toISOString(),
  },
  paying: false,
})

let feed: DisplayFeed
const shown = (): string => {
  const picture = feed.picture()
  return picture.type === 'view' ? picture.view.screen : `cover ${picture.reason}`
}
const show = (view: DisplayView, lateMs = 0) => feed.heard({ type: 'view', view, now: coreNow(lateMs) })
const beat = (lateMs = 0) => feed.heard({ type: 'beat', now: coreNow(lateMs) })
const beatFor = (seconds: number, lateMs = 0) => {
  for (let second = 0; second < seconds; second += 1) {
    vi.advanceTimersByTime(1_000)
    beat(lateMs)
  }
}
const hide = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2019-01-01T00:00:00Z') })
  coreAhead = 0
  feed = createDisplayFeed()
  feed.opened()
})
afterEach(() => {
  feed.stop()
  Reflect.deleteProperty(document, 'hidden')
  vi.useRealTimers()
})

describe('a code is shown only while the core is heard', () => {
  test('nothing is believed before the first view, not even beats', () => {
    expect(shown()).toBe('cover connecting')
    beat()
    expect(shown()).toBe('cover connecting')
    show(codeView(900_000))
    expect(shown()).toBe('code')
  })

  test('beats keep it, 1.8 seconds without one take it away, the next one brings it back', () => {
    show(codeView(900_000))
    beatFor(30)
    expect(shown()).toBe('code')
    vi.advanceTimersByTime(1_799)
    expect(shown()).toBe('code')
    vi.advanceTimersByTime(1)
    expect(shown()).toBe('cover lost')
    beat()
    expect(shown()).toBe('code')
  })

  test('a closed connection takes it away at once, and a new one must send the view again', () => {
    show(codeView(900_000))
    feed.ended()
    expect(shown()).toBe('cover lost')
    feed.opened()
    beat()
    expect(shown()).toBe('cover lost')
    show(codeView(900_000))
    expect(shown()).toBe('code')
  })

  test('listeners are told in the same moment, and only of changes', () => {
    const heard: string[] = []
    feed.subscribe(() => heard.push(shown()))
    show(codeView(900_000))
    beatFor(3)
    feed.ended()
    expect(heard).toEqual(['code', 'cover lost'])
  })

  test('a stream that ends or breaks says so', async () => {
    const ends: string[] = []
    async function* broken() {
      yield 1
      throw new Error('socket closed')
    }
    const drain = async () => {
      for await (const each of tapEnd(broken(), () => ends.push('end'))) ends.push(String(each))
    }
    await expect(drain()).rejects.toThrow('socket closed')
    expect(ends).toEqual(['1', 'end'])
  })
})

describe('a page that could not see', () => {
  test('a hidden page shows no code, and none on coming back before a fresh message', () => {
    show(codeView(900_000))
    hide(true)
    expect(shown()).toBe('cover lost')
    beatFor(5)
    expect(shown()).toBe('cover lost')
    hide(false)
    expect(shown()).toBe('cover lost')
    beat()
    expect(shown()).toBe('code')
  })

  test('what changed while it was hidden is what comes back', () => {
    show(codeView(900_000))
    hide(true)
    show({ screen: 'idle', shop })
    hide(false)
    beat()
    expect(shown()).toBe('idle')
  })

  test('a page out of the back-forward cache starts with the cover', () => {
    show(codeView(900_000))
    window.dispatchEvent(new Event('pageshow'))
    expect(shown()).toBe('cover lost')
  })

  test('after sleep, messages that had waited in a buffer do not bring the code back', () => {
    show(codeView(900_000))
    beatFor(3)
    // ten minutes of sleep: the wall clock ran on, the stopwatch and the timers stood still
    vi.setSystemTime(Date.now() + 600_000)
    coreAhead += 600_000
    beat(599_000)
    expect(shown()).toBe('cover lost')
    beat(598_000)
    expect(shown()).toBe('cover lost')
    beat()
    expect(shown()).toBe('code')
  })

  test('sleep is noticed by the next tick even when no message comes', () => {
    show(codeView(900_000))
    vi.setSystemTime(Date.now() + 600_000)
    vi.advanceTimersByTime(250)
    expect(shown()).toBe('cover lost')
  })
})

describe('the end of a code', () => {
  test("comes by the core's clock, at once, while everything else is well", () => {
    show(codeView(5_000))
    beatFor(4)
    vi.advanceTimersByTime(998)
    expect(shown()).toBe('code')
    vi.advanceTimersByTime(2)
    expect(shown()).toBe('cover expired')
    beatFor(3)
    expect(shown()).toBe('cover expired')
  })

  test('is not moved by somebody setting this device’s clock back', () => {
    show(codeView(5_000))
    vi.setSystemTime(Date.now() - 3_600_000)
    beatFor(5)
    expect(shown()).toBe('cover expired')
  })

  test('that cannot be read hides the code; without one the core takes it down', () => {
    const view = codeView(1_000)
    if (view.screen === 'code') show({ ...view, code: { ...view.code, expiresAt: 'soon' } })
    expect(shown()).toBe('cover expired')
    show(codeView(null))
    beatFor(60)
    expect(shown()).toBe('code')
  })

  test('moved later by the core brings the code back', () => {
    show(codeView(1_000))
    beatFor(2)
    expect(shown()).toBe('cover expired')
    show(codeView(60_000))
    expect(shown()).toBe('code')
  })
})

describe("the core's clock", () => {
  test('a beat that comes seconds late proves nothing', () => {
    show(codeView(900_000))
    beatFor(2)
    vi.advanceTimersByTime(1_000)
    beat(5_000)
    expect(shown()).toBe('cover lost')
  })

  test('a core whose clock is set back an hour is believed again within seconds', () => {
    show(codeView(null))
    beatFor(2)
    coreAhead -= 3_600_000
    vi.advanceTimersByTime(1_000)
    beat()
    expect(shown()).toBe('cover lost')
    beatFor(4)
    expect(shown()).toBe('code')
  })

  test('a slow quartz never covers a healthy screen', () => {
    show(codeView(null))
    const seconds = 4 * 3600
    for (let second = 0; second < seconds; second += 1) {
      coreAhead -= 0.2 // 200 parts per million
      vi.advanceTimersByTime(1_000)
      beat()
      if (shown() !== 'code') expect.fail(`covered after ${second} s`)
    }
    expect(shown()).toBe('code')
  })

  test('messages without a readable time never show anything', () => {
    feed.heard({ type: 'view', view: codeView(900_000), now: 'yesterday' })
    expect(shown()).not.toBe('code')
  })
})

test('whatever happens, a code is on the screen only within 1.8 seconds of a fresh message and before its end', () => {
  const event = fc.oneof(
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
    fc.record({ do: fc.constant('beat' as const) }),
    fc.record({ do: fc.constant('show' as const), endsInMs: fc.integer({ min: 0, max: 20_000 }) }),
    fc.record({ do: fc.constant('end' as const) }),
    fc.record({ do: fc.constant('open' as const) }),
    fc.record({ do: fc.constant('hide' as const), hidden: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      feed.stop()
      hide(false)
      feed = createDisplayFeed()
      feed.opened()
      let freshAt = -Infinity
      let endAt = Infinity
      let viewOfThisStream = false
      for (const each of events) {
        if (each.do === 'wait') vi.advanceTimersByTime(each.ms)
        if (each.do === 'beat') beat()
        if (each.do === 'show') {
          endAt = performance.now() + each.endsInMs
          viewOfThisStream = true
          show(codeView(each.endsInMs))
        }
        if (each.do === 'end') feed.ended()
        if (each.do === 'open') feed.opened()
        if (each.do === 'hide') hide(each.hidden)
        if (each.do === 'beat' || each.do === 'show')
          freshAt = document.hidden ? -Infinity : performance.now()
        if (each.do === 'end' || each.do === 'open' || each.do === 'hide') freshAt = -Infinity
        if (each.do === 'end' || each.do === 'open') viewOfThisStream = false
        const now = performance.now()
        const allowed = viewOfThisStream && now - freshAt < 1_800 && now < endAt
        if (shown() === 'code') {
          expect(viewOfThisStream && now - freshAt < 1_800 && now <= endAt + 1).toBe(true)
        }
        if (allowed) expect(shown()).toBe('code')
      }
    }),
    { numRuns: 300 },
  )
})
