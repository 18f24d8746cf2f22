import type { Result } from '../domain/result.ts'

/** The way to one printer. Opening it may fail in words a shop understands; it is opened per job and closed after. */
export interface PrinterTransport {
  open(signal: StopSignal): Promise<Result<PrinterConnection, TransportFailure>>
}

export interface PrinterConnection {
  /** Hands over all bytes, or says how many had left when it failed. Handed over is not printed. */
  write(
    bytes: Uint8Array,
    signal: StopSignal,
  ): Promise<Result<{ readonly written: number }, TransportFailure>>
  /** What the printer says within so many milliseconds, empty when nothing; absent where nothing can come back. */
  readonly read?: (timeoutMs: number, signal: StopSignal) => Promise<Uint8Array>
  /** The status byte of USB's printer class, null when it does not come; absent everywhere else. */
  readonly portStatus?: () => Promise<number | null>
  /**
   * Says that the job is over and waits until its last byte has got there; nothing is written after it. Absent where
   * `write` has done all there is to do.
   */
  readonly finish?: (signal: StopSignal) => Promise<Result<null, TransportFailure>>
  /** Lets go of the printer; never fails and may be called twice. */
  close(): Promise<void>
}

/** What a transport uses of an `AbortSignal`; the core cannot name that type, every runtime's own fits. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * Why bytes did not get to the printer. `bytesWritten` decides what became of the job: with 0 nothing left and the job
 * failed, above 0 some paper may have been printed and only a person can say.
 */
export interface TransportFailure {
  readonly type:
    /** Nothing answers at this address: not plugged in, switched off, or another name. */
    | 'printer_not_found'
    /** Another program holds it. */
    | 'printer_busy'
    /** The system does not let this program open it. */
    | 'printer_denied'
    /** It was there and went away in the middle. */
    | 'printer_gone'
    /** It stopped taking bytes: out of paper, cover open, or hung. */
    | 'printer_stalled'
    /** It answered, and said no. */
    | 'printer_refused'
    /** The address cannot be read, or this system has no such way. */
    | 'printer_address_invalid'
    /** The address leads to a place that no printer may write to. */
    | 'printer_address_forbidden'
  readonly address: string
  /** The technical words of the layer below, for the log and for support. */
  readonly detail: string
  readonly bytesWritten: number
}
