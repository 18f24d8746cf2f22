import type { ReactElement } from 'react'
import type { CounterView, LockedView } from '../../src/core/contract/views/counter.ts'
import { startCashier } from '../../src/renderer/cashier/App.tsx'
import { useCounter } from '../../src/renderer/cashier/state/counter.ts'
import { DisplayApp } from '../../src/renderer/display/DisplayApp.tsx'
import { createDisplayFeed } from '../../src/renderer/display/feed.ts'
import { fakeClient, view } from '../ui/fixtures.tsx'
import type { Look } from './look.ts'
import type { CashierScene, CustomerScene } from './scene-list.ts'
import { ANSWERS, CASHIER_STATES, goThere } from './scenes/cashier.ts'
import { customerView } from './scenes/customer.ts'
import { SHIFT } from './scenes/money.ts'
import { paintedPicture } from './scenes/pictures.ts'
import { NOW } from './scenes/sales.ts'
import type { Answers } from './scenes/answers.ts'
import { gatherTexts } from './untranslated.ts'

/** Changes how the scene on the page is painted, as the shop's settings do it while the till runs. */
export const turns: { to: (look: Look) => void } = { to: () => {} }

/** All texts that came from the core: names and goods, which nobody translates. */
export const told = new Set<string>()

/** What the gallery has no answer for is told to the test, which fails: a page would be shown half. */
const complete = (answers: Answers): Answers =>
  new Proxy(answers, {
    get: (known, name: string) => {
      if (!Object.hasOwn(known, name)) reportError(new Error(`the gallery has no answer to ${name}`))
      return known[name]
    },
  })

/** The same answers, remembered as they go out. */
const remembered = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (input: never) => {
        const said = await answer(input)
        if (name !== 'counter.watch') gatherTexts(said, told)
        return said
      },
    ]),
  )

const BEAT_MS = 500
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A till as a look paints it, with nothing going on. */
const usualView = ({ theme, accent, language }: Look): CounterView => ({
  ...view,
  ...{ mode: 'live', now: NOW, shift: SHIFT },
  printer: { ...view.printer, name: 'Epson Depan', state: 'confirmed', condition: 'ready', checkedAt: NOW },
  settings: {
    ...view.settings,
    ...{ theme, accent, language, shopName: 'Warung Contoh Satu', tillCode: 'BDG1' },
    addressLines: ['Jl. Braga No. 12', 'Bandung'],
  },
})

const usualLock = ({ theme, accent, language }: Look): LockedView => ({
  ...{ revision: 1, now: NOW, mode: 'live', shopName: 'Warung Contoh Satu', language, theme, accent },
  ...{ sale: null, firstStart: false, team: [] },
})

/** The cashier's page on a core that says one thing and then beats. */
export function cashierScreen(scene: CashierScene, look: Look): ReactElement {
  const state = CASHIER_STATES[scene]
  const viewIn = (now: Look): CounterView => ({ ...usualView(now), ...state.view })
  const lockIn = (now: Look): LockedView => ({ ...usualLock(now), ...state.locked })
  const first = state.locked === undefined ? viewIn(look) : lockIn(look)
  gatherTexts(first, told)
  turns.to = (now) =>
    useCounter.setState(state.locked === undefined ? { view: viewIn(now) } : { locked: lockIn(now) })
  async function* watch() {
    if (state.hearing === 'never') await new Promise(() => {})
    yield { type: state.locked === undefined ? 'view' : 'locked', view: first, now: NOW }
    await after(0)
    state.later?.()
    if (state.hearing === 'silent') {
      useCounter.setState({ hearing: 'silent' })
      await new Promise(() => {})
    }
    for (;;) {
      await after(BEAT_MS)
      yield { type: 'beat', now: NOW }
    }
  }
  const answers = { ...ANSWERS, ...state.answers, 'counter.watch': () => Promise.resolve(watch()) }
  goThere(state)
  return startCashier({ client: fakeClient(complete(remembered(answers))), reconnect: () => {} })
}

/** The customer's page that hears one view, or nothing at all. */
export function customerScreen(scene: CustomerScene, look: Look): ReactElement {
  const feed = createDisplayFeed()
  const show = (now: Look) => {
    const view = customerView(scene, now)
    gatherTexts(view, told)
    if (view !== null) feed.heard({ type: 'view', view, now: NOW })
    return view !== null
  }
  turns.to = show
  feed.opened()
  if (show(look)) setInterval(() => feed.heard({ type: 'beat', now: NOW }), BEAT_MS)
  return <DisplayApp feed={feed} pictures={paintedPicture} />
}
