import type { IpcMain, IpcMainEvent, MessagePortMain, WebContents } from 'electron'
import { RPCHandler } from '@orpc/server/message-port'
import type { Log } from '../../../core/ports/system.ts'
import type { Gerai } from '../../procedures/answering.ts'
import { counterProcedures } from '../../procedures/counter.ts'
import { displayProcedures } from '../../procedures/display.ts'
import { RPC_OPTIONS } from '../../rpc-options.ts'
import { PAGES, seatOfUrl, type Seat } from './pages.ts'

/** The windows there are now; a seat without a window is null. */
export type Seats = () => Readonly<Record<Seat, WebContents | null>>

export interface PortDesk {
  /** Closes every port; a page that asks later gets none. */
  close(): void
}

/**
 * Gives each page one line to the core when its preload asks: the cashier's page the counter's procedures, the customer
 * screen the one that looks. A page that loads again gets a new line, and the old one ends.
 */
export function openPortDesk(ipcMain: IpcMain, gerai: Gerai, seats: Seats, log: Log): PortDesk {
  const rpc = {
    cashier: new RPCHandler(counterProcedures(gerai), RPC_OPTIONS),
    customer: new RPCHandler(displayProcedures(gerai), RPC_OPTIONS),
  }
  const lines = new Map<Seat, Line>()
  const answer = (event: IpcMainEvent): void => {
    const seat = seatOf(event, seats())
    const [port] = event.ports
    if (seat === null || port === undefined || event.ports.length > 1) {
      for (const each of event.ports) each.close()
      log.warn('port_refused', { url: event.senderFrame?.url ?? null })
      return
    }
    lines.get(seat)?.close()
    const line = openLine(port)
    lines.set(seat, line)
    rpc[seat].upgrade(line.port)
    port.start()
  }
  ipcMain.on('gerai:port', answer)
  return {
    close: () => {
      ipcMain.off('gerai:port', answer)
      for (const line of lines.values()) line.close()
      lines.clear()
    },
  }
}

/** Who asks, proved three ways: our window, its main frame, and the page that belongs in it. */
function seatOf({ sender, senderFrame }: IpcMainEvent, seats: ReturnType<Seats>): Seat | null {
  // a frame that has navigated away or is gone is null
  if (senderFrame === null || senderFrame.parent !== null) return null
  const seat = (Object.keys(PAGES) as Seat[]).find((each) => seats[each] === sender)
  return seat !== undefined && seatOfUrl(senderFrame.url) === seat ? seat : null
}

interface Line {
  readonly port: {
    on(event: string, listener: (message?: { data: unknown }) => void): void
    postMessage(message: unknown): void
  }
  close(): void
}

/** A port whose end its handler always hears: Electron says `close` when the far side goes, not when we close it. */
function openLine(port: MessagePortMain): Line {
  const onClose = new Set<() => void>()
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    port.close()
    for (const listener of onClose) listener()
  }
  port.on('close', end)
  return {
    port: {
      on: (event, listener) => {
        if (event === 'close') onClose.add(listener)
        else port.on('message', listener)
      },
      postMessage: (message) => {
        port.postMessage(message)
      },
    },
    close: end,
  }
}
