import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { QrMatrix } from '../ports/system.ts'
import { answer } from './answer.ts'

/** Customer screens in the shop's network, as the settings show them. */
export interface ScreensView {
  /** Where a device opens the pairing page; null while the till was started without a door to the network. */
  readonly address: string | null
  readonly screens: readonly ScreenRow[]
}

export interface ScreenRow {
  readonly id: string
  readonly name: string
  readonly pairedAt: string
  readonly lastSeenAt: string
}

/** What is shown to pair one device: digits to type there, or a link to scan, both good once and for a short time. */
export interface PairingView {
  readonly code: string
  readonly link: string
  readonly linkQr: QrMatrix
  readonly address: string
  readonly expiresAt: string
}

/** One file for whoever helps: logs and facts about this till, nothing secret. */
export interface LogFileView {
  readonly name: string
  readonly base64: string
}

export const screensContract = {
  list: oc.output(answer<ScreensView>()),
  /** Shows a new code; an earlier one no longer counts. */
  pair: oc.output(answer<PairingView>()),
  /** Its socket is closed before this answers. */
  remove: oc.input(z.object({ screenId: z.string().min(1).max(64) })).output(answer<null>()),
}

export const helpContract = {
  logs: oc.output(answer<LogFileView>()),
}
