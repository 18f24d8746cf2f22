/** The part of a terminal that is needed to read without showing. */
export interface SecretInput {
  setRawMode(isRaw: boolean): unknown
  setEncoding(encoding: 'utf8'): unknown
  resume(): unknown
  pause(): unknown
  on(event: 'data', listener: (text: string) => void): unknown
  off(event: 'data', listener: (text: string) => void): unknown
}

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const LONGEST = 64

/** Asks on a terminal and shows nothing of what is typed; null when it was broken off. */
export function askSecret(
  question: string,
  input: SecretInput,
  output: { write(text: string): unknown },
): Promise<string | null> {
  output.write(question)
  input.setEncoding('utf8')
  input.setRawMode(true)
  input.resume()
  return new Promise((resolve) => {
    let typed = ''
    const end = (answer: string | null): void => {
      input.off('data', listen)
      input.setRawMode(false)
      input.pause()
      output.write('\n')
      resolve(answer)
    }
    const listen = (text: string): void => {
      for (const key of text) {
        if (key === CTRL_C || key === CTRL_D) return end(null)
        if (key === '\r' || key === '\n') return end(typed)
        if (key === '\b' || key === '\u007f') typed = typed.slice(0, -1)
        else if (typed.length < LONGEST) typed += key
      }
    }
    input.on('data', listen)
  })
}
