import type { StopSignal } from '../../../core/ports/printer.ts'
import { settleWithin } from './transport.ts'

/** What a printer may say before it is listened to; a chatty one must not fill the memory. */
const KEPT_BYTES = 4096

/** Keeps what a printer says by itself until somebody asks for it. */
export class Inbox {
  #bytes: number[] = []
  #wake: (() => void) | null = null
  #isOver = false

  add(bytes: Uint8Array): void {
    this.#bytes = [...this.#bytes, ...bytes].slice(-KEPT_BYTES)
    this.#wake?.()
  }

  /** Nothing more will come: whoever waits is told at once. */
  end(): void {
    this.#isOver = true
    this.#wake?.()
  }

  /** Everything that has come, or what comes within the time; empty when nothing does. */
  async take(timeoutMs: number, signal: StopSignal): Promise<Uint8Array> {
    if (this.#bytes.length === 0 && timeoutMs > 0 && !this.#isOver && !signal.aborted) {
      await settleWithin(new Promise<void>((resolve) => (this.#wake = resolve)), timeoutMs, signal)
      this.#wake = null
    }
    const taken = Uint8Array.from(this.#bytes)
    this.#bytes = []
    return taken
  }
}
