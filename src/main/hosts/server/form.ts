import type { IncomingMessage } from 'node:http'

/** A code and a name. */
const MAX_FORM_BYTES = 4 * 1024

/** The fields a page posted; null when it is no form, or larger than ours can be. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  if (request.headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') return null
  let text = ''
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > MAX_FORM_BYTES) return null
  }
  return new URLSearchParams(text)
}
