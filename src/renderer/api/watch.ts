/** Anything that says how a stream of the core's messages goes. */
export interface WatchHandlers<Message> {
  /** A new connection: revisions start again. */
  readonly onOpen?: () => void
  readonly onMessage: (message: Message) => void
  /** Nothing heard for `silenceMs`, not even a beat: what is on the screen may be old. */
  readonly onSilence: () => void
}

export interface WatchOptions<Message> extends WatchHandlers<Message> {
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Message>>
  /** Builds the connection up again when it is silent without being closed. */
  readonly reconnect: () => void
  readonly silenceMs: number
}

const RETRY_MS = 300
/** A stream that is silent for this long is given up and opened again. */
const GIVE_UP_MS = 6_000

/**
 * Listens to one of the core's streams for as long as the page lives: opens it again when it ends or breaks, and tells
 * when it has been silent. The core sends a beat every second, so silence is news. Returns the way to stop.
 */
export function watchStream<Message>(options: WatchOptions<Message>): () => void {
  let stopped = false
  let controller = new AbortController()
  const silence = restartable(options.silenceMs, options.onSilence)
  const giveUp = restartable(GIVE_UP_MS, () => {
    controller.abort()
    options.reconnect()
    giveUp.restart()
  })

  const listen = async () => {
    while (!stopped) {
      controller = new AbortController()
      try {
        await drain(await options.open(controller.signal))
      } catch {
        // broken off; it is opened again below, and the silence has been noticed by the timer
      }
      await pause(RETRY_MS)
    }
  }
  const drain = async (messages: AsyncIterable<Message>) => {
    options.onOpen?.()
    for await (const message of messages) {
      if (stopped) return
      silence.restart()
      giveUp.restart()
      options.onMessage(message)
    }
  }

  silence.restart()
  giveUp.restart()
  void listen()
  return () => {
    stopped = true
    silence.stop()
    giveUp.stop()
    controller.abort()
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function restartable(ms: number, run: () => void): { restart(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const restart = () => {
    stop()
    timer = setTimeout(run, ms)
  }
  return { restart, stop }
}
