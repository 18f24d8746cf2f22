import { counterContract } from '../../core/contract/contract.ts'
import type { DesktopView } from '../../core/contract/views/desktop.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { Desktop } from '../../core/ports/desktop.ts'
import { areaOf, type Answers, type Gerai } from './answering.ts'

/** The windows of the app, and customer screens of the network. */
export function desktopProcedures(gerai: Pick<Gerai, 'desktop'>, { answer }: Answers) {
  const os = areaOf(counterContract.desktop)
  const onDesktop = <T>(
    work: (desktop: Desktop<DesktopView>) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
  ) =>
    answer(() => (gerai.desktop === undefined ? err({ type: 'desktop_only' as const }) : work(gerai.desktop)))
  const desktopView = (
    work: (desktop: Desktop<DesktopView>) => Result<null, Refusal> | Promise<Result<null, Refusal>>,
  ) =>
    onDesktop(async (desktop) => {
      const done = await work(desktop)
      return done.ok ? ok(desktop.view()) : done
    })
  return {
    view: os.view.handler(() => onDesktop((desktop) => ok(desktop.view()))),
    chooseDisplay: os.chooseDisplay.handler(({ input }) =>
      desktopView((desktop) => desktop.chooseDisplay(input)),
    ),
    setKiosk: os.setKiosk.handler(({ input }) => desktopView((desktop) => desktop.setKiosk(input.on))),
    openLogs: os.openLogs.handler(() => onDesktop((desktop) => desktop.openLogs())),
    checkUpdate: os.checkUpdate.handler(() => desktopView((desktop) => desktop.checkUpdate())),
    installUpdate: os.installUpdate.handler(() => onDesktop((desktop) => desktop.installUpdate())),
  }
}

export function screensProcedures(gerai: Pick<Gerai, 'screensAddress'>, { answer }: Answers) {
  const os = areaOf(counterContract.screens)
  const screensAddress = (): string | null => gerai.screensAddress?.() ?? null
  return {
    list: os.list.handler(() => answer(({ screens }) => ok(screens.view(screensAddress())))),
    pair: os.pair.handler(() => answer(({ screens }) => screens.begin(screensAddress()))),
    remove: os.remove.handler(({ input }) => answer(({ screens }) => screens.remove(input.screenId))),
  }
}
