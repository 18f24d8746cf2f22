import type { PrinterCondition, PrinterRole } from '../../domain/printers.ts'
import type { Refusal } from '../../domain/refusals.ts'

export interface PrinterView {
  readonly id: string
  readonly uri: string
  readonly name: string
  readonly roles: readonly PrinterRole[]
  /** What became of its last slip; `printed` was taken by the printer, `confirmed` is on paper by its own word. */
  readonly state: 'unknown' | 'printing' | 'printed' | 'confirmed' | 'failed'
  readonly reason: Refusal | null
  /** How it stood when it was last asked. `unknown` is honest: most cheap printers never answer. */
  readonly condition: PrinterCondition
  readonly checkedAt: string | null
}

export interface PrinterSearchView {
  readonly printers: readonly {
    readonly uri: string
    readonly label: string
    /** It is there, and this account may not open it. */
    readonly locked: boolean
    /** The profile its name points to. */
    readonly profileId: string
  }[]
  readonly notSearched: readonly {
    readonly way: 'usb' | 'serial' | 'queue' | 'device'
    readonly detail: string
  }[]
}
