import type { ReactElement } from 'react'
import { ok } from '../../src/core/domain/result.ts'
import { startCashier } from '../../src/renderer/cashier/App.tsx'
import { goTo } from '../../src/renderer/cashier/state/page.ts'
import { DisplayApp } from '../../src/renderer/display/DisplayApp.tsx'
import { createDisplayFeed } from '../../src/renderer/display/feed.ts'
import { cashier, fakeClient, owner, supervisor } from '../ui/fixtures.tsx'
import { counterView, displayView, NOW } from './fixtures.ts'
import type { Look } from './look.ts'

const BEAT_MS = 500
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The cashier's page on a core that says one thing and then beats. */
export function cashierScreen(look: Look): ReactElement {
  const { show, theme, accent, language } = look
  const isLocked = show === 'lock' || show === 'first-start'
  const lockedView = {
    ...{
      revision: 1,
      now: NOW,
      mode: 'live',
      shopName: 'Warung Contoh Satu',
      language,
      theme,
      accent,
      sale: null,
    },
    firstStart: show === 'first-start',
    team: show === 'first-start' ? [] : [owner, supervisor, cashier],
  }
  const message = isLocked
    ? { type: 'locked', view: lockedView, now: NOW }
    : { type: 'view', view: counterView(look, show === 'payment'), now: NOW }
  async function* watch() {
    yield message
    for (;;) {
      await after(BEAT_MS)
      yield { type: 'beat', now: NOW }
    }
  }
  const client = fakeClient({
    'counter.watch': () => Promise.resolve(watch()),
    'counter.setDraft': () => Promise.resolve(ok(null)),
    'people.stay': () => Promise.resolve(ok(null)),
  })
  if (show === 'settings-shop') goTo('settings')
  return startCashier({ client, reconnect: () => {} })
}

/** The customer's page that hears one view, or nothing at all. */
export function customerScreen(screen: string, look: Look): ReactElement {
  const feed = createDisplayFeed()
  const view = displayView(screen, look)
  feed.opened()
  if (view !== null) {
    feed.heard({ type: 'view', view, now: NOW })
    setInterval(() => feed.heard({ type: 'beat', now: NOW }), BEAT_MS)
  }
  return <DisplayApp feed={feed} pictures={paintedPicture} />
}

/** Pictures without files: stripes of one colour, as WebP made here. */
async function paintedPicture(id: string) {
  const canvas = document.createElement('canvas')
  const [width, height] = id === 'logo' ? [320, 120] : [640, 360]
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('a canvas cannot be drawn on')
  const colours = { one: ['#f3d9a4', '#9c5b2e'], two: ['#cfe6d5', '#2f6b46'], logo: ['#ffffff00', '#b3261e'] }
  const [ground, ink] = colours[id as keyof typeof colours]
  brush.fillStyle = ground ?? ''
  brush.fillRect(0, 0, width, height)
  brush.fillStyle = ink ?? ''
  for (let at = 0; at < 5; at += 1) brush.fillRect((at * width) / 5, 0, width / 10, height)
  const base64 = canvas.toDataURL('image/webp', 1).split(',')[1] ?? ''
  return ok({ kind: 'webp' as const, base64 })
}
