import { useEffect, useState, type ReactElement } from 'react'
import type { FetchPicture } from './pictures.ts'

/** How long each picture stands, fade included. */
export const SLIDE_MS = 8_000
/** Without motion pictures change at once, and more seldom: a change is a motion too. */
export const STILL_SLIDE_MS = 20_000

/** Pictures already fetched: their ids are their hashes, so one that is here never changes. */
const fetched = new Map<string, Promise<string | null>>()
/** More than a shop can have; older ones are let go. */
const MOST_FETCHED = 18

/** The picture as a `data:` address; null when it is not there, and asked for again the next time. */
function pictureUrl(id: string, pictures: FetchPicture): Promise<string | null> {
  const known = fetched.get(id)
  if (known !== undefined) return known
  const coming = pictures(id)
    .then((file) => (file.ok ? `data:image/${file.value.kind};base64,${file.value.base64}` : null))
    .catch(() => null)
    .then((url) => {
      if (url === null) fetched.delete(id)
      return url
    })
  fetched.set(id, coming)
  for (const old of fetched.keys()) {
    if (fetched.size <= MOST_FETCHED) break
    fetched.delete(old)
  }
  return coming
}

/** The shop's pictures one after the other, behind its name. One that cannot be fetched or drawn is left out. */
export function Slides({
  ids,
  pictures,
}: {
  readonly ids: readonly string[]
  readonly pictures: FetchPicture
}): ReactElement | null {
  const [urls, setUrls] = useState<readonly string[]>([])
  const [turn, setTurn] = useState(0)
  const wanted = ids.join(' ')
  useEffect(() => {
    let isOver = false
    void Promise.all(wanted.split(' ').map((id) => pictureUrl(id, pictures))).then((all) => {
      if (!isOver) setUrls(all.filter((url) => url !== null))
    })
    return () => {
      isOver = true
    }
  }, [wanted, pictures])
  useEffect(() => {
    if (urls.length < 2) return
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const timer = setInterval(() => setTurn((last) => last + 1), still ? STILL_SLIDE_MS : SLIDE_MS)
    return () => clearInterval(timer)
  }, [urls])
  const shown = urls.length === 0 ? -1 : turn % urls.length
  return (
    <div className="slides" aria-hidden="true" data-testid="display-slides" data-shown={shown}>
      {urls.map((url, index) => (
        <img
          key={url}
          src={url}
          alt=""
          className={index === shown ? 'slide slide-shown' : 'slide'}
          onError={() => setUrls((all) => all.filter((each) => each !== url))}
        />
      ))}
    </div>
  )
}

/** The shop's logo in its own colours, above its name. */
export function OwnLogo({ id, pictures }: { readonly id: string; readonly pictures: FetchPicture }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let isOver = false
    void pictureUrl(id, pictures).then((found) => {
      if (!isOver) setUrl(found)
    })
    return () => {
      isOver = true
    }
  }, [id, pictures])
  return url === null ? null : <img className="idle-logo" src={url} alt="" data-testid="display-logo" />
}
