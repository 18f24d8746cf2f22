/**
 * The sound of money: two rising tones, a fifth apart, short and bright enough for a noisy shop. Browsers let a page make
 * noise only after somebody touched it, so the first press anywhere switches it on.
 */
let context: AudioContext | null = null

export function armSound(onChange: () => void): () => void {
  const arm = () => {
    void wakeSound().then(settle)
    // the system may take the sound away again, as after a sleep; the next press brings it back
    context?.addEventListener('statechange', settle)
  }
  const settle = () => {
    onChange()
    if (soundIsOn()) disarm()
    else listen()
  }
  // at the end of a press: what it changes on the page must not move the button between its two halves
  const listen = () => {
    window.addEventListener('click', arm)
    window.addEventListener('keydown', arm)
  }
  const disarm = () => {
    window.removeEventListener('click', arm)
    window.removeEventListener('keydown', arm)
  }
  listen()
  return disarm
}

/** Switches the sound on, from within a press. A browser that still forbids it leaves it off. */
export async function wakeSound(): Promise<void> {
  context ??= new AudioContext()
  await context.resume().catch(() => undefined)
}

export const soundIsOn = (): boolean => context?.state === 'running'

export function playPaid(): void {
  if (context === null || context.state !== 'running') return
  const start = context.currentTime + 0.01
  tone(context, 1046.5, start, 0.16)
  tone(context, 1568, start + 0.15, 0.5)
}

function tone(audio: AudioContext, frequency: number, at: number, seconds: number): void {
  const gain = audio.createGain()
  gain.connect(audio.destination)
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(0.5, at + 0.008)
  gain.gain.exponentialRampToValueAtTime(0.001, at + seconds)
  for (const [factor, level] of [
    [1, 0.8],
    [2, 0.25],
    [3, 0.08],
  ] as const) {
    const voice = audio.createOscillator()
    const share = audio.createGain()
    voice.frequency.value = frequency * factor
    share.gain.value = level
    voice.connect(share).connect(gain)
    voice.start(at)
    voice.stop(at + seconds)
  }
}
