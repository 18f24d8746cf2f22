import { oc } from '@orpc/contract'
import * as input from './inputs/desktop.ts'
import type { DesktopView } from './views/desktop.ts'
import { answer } from './answer.ts'

/** The app's own windows, displays and updates. In a browser each of them is refused as `desktop_only`. */
export const desktopContract = {
  view: oc.output(answer<DesktopView>()),
  chooseDisplay: oc.input(input.customerDisplay).output(answer<DesktopView>()),
  setKiosk: oc.input(input.kiosk).output(answer<DesktopView>()),
  /** Opens the folder of logs in the system's file manager. */
  openLogs: oc.output(answer<null>()),
  /** Looks for an update and begins to download it; `view` tells how far it is. */
  checkUpdate: oc.output(answer<DesktopView>()),
  /** Closes the books, replaces the program and starts it again. */
  installUpdate: oc.output(answer<null>()),
}
