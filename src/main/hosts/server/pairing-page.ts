import type { Language } from '../../../core/domain/language.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'

/** A page of its own without a script: it is all that a device sees before it is paired. */
export const PAIRING_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** `key` is what a scanned link holds; without it the device is asked for the code on the cashier's screen. */
export function pairingPage({
  key,
  refusal,
}: {
  readonly key: string | null
  readonly refusal: Refusal | null
}): string {
  const proof =
    key === null
      ? `<label for="code">Kode dari layar kasir <span lang="en">/ Code on the cashier's screen</span></label>
<input id="code" name="code" inputmode="numeric" autocomplete="off" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus>`
      : `<input type="hidden" name="key" value="${escapeHtml(key)}">`
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gerai · Pasangkan layar</title><style>${STYLE}</style></head><body><main>
<h1>Pasangkan layar pelanggan</h1><p lang="en">Pair this customer screen</p>
${refusal === null ? '' : refusalText(refusal)}
<form method="post" action="/pair">${proof}
<label for="name">Nama layar ini <span lang="en">/ Name of this screen</span></label>
<input id="name" name="name" maxlength="40" autocomplete="off" placeholder="Tablet depan">
<button>Pasangkan <span lang="en">/ Pair</span></button></form>
<p class="hint">Kode ada di layar kasir: Pengaturan, Layar pelanggan.
<span lang="en">The code is on the cashier's screen: Settings, Customer screens.</span></p>
</main></body></html>
`
}

function refusalText(refusal: Refusal): string {
  const line = (language: Language): string => {
    const { what, next } = sentenceFor(refusal, language)
    return escapeHtml(`${what} ${next}`)
  }
  return `<div role="alert"><p>${line('id')}</p><p lang="en">${line('en')}</p></div>`
}

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const STYLE = `body{margin:0;font:18px/1.5 system-ui,sans-serif;color:#1d1d24;background:#f6f5f2}
main{max-width:26rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6rem;line-height:1.2;margin:0}
[lang=en]{color:#5b5b66;font-size:.9em}label{display:block;font-weight:600;margin:1.25rem 0 .3rem}
input{box-sizing:border-box;width:100%;min-height:3.25rem;padding:0 .8rem;font:inherit;border:1px solid #8a8a94;border-radius:.6rem}
#code{font-size:1.8rem;letter-spacing:.3em}button{width:100%;min-height:3.5rem;margin-top:1.5rem;border:0;border-radius:.6rem;
background:#2b3a8c;color:#fff;font:inherit;font-weight:700}button span{color:#dfe3ff!important}
[role=alert]{margin-top:1rem;padding:.25rem 1rem;border-radius:.6rem;background:#fbe4e2}.hint{margin-top:2rem;font-size:.9rem}`
