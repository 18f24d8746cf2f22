import type { DisplayShop } from '../../core/contract/views/display.ts'
import { formatClock } from '../ui/time.ts'
import type { DisplayFeed } from './feed.ts'
import { useReducedMotion, useServerSecond } from './use-now.ts'

const ROWS = 16
const REPEATS = 14
/** Where the pattern stands still in turn when motion is not wanted: a new place every four seconds. */
const STILL_SECONDS = 4

/**
 * Sale number and the time of *now*, drifting across the green: a photograph or a recording of an old LUNAS shows an
 * old time and betrays itself.
 */
export function Watermark({ feed, shop, number }: { feed: DisplayFeed; shop: DisplayShop; number: string }) {
  const still = useReducedMotion()
  const second = useServerSecond(feed)
  if (second === null) return null
  const row = `${number} · ${formatClock(new Date(second * 1000).toISOString(), shop)} · `.repeat(REPEATS)
  const place = Math.floor(second / STILL_SECONDS) % 5
  const style = still ? { transform: `translate(${place * -6}%, ${place * 2}%) rotate(-11deg)` } : undefined
  return (
    <div
      className={still ? 'watermark' : 'watermark watermark-moving'}
      style={style}
      aria-hidden="true"
      data-testid="display-watermark"
    >
      {Array.from({ length: ROWS }, (_, index) => (
        <div key={index}>{row}</div>
      ))}
    </div>
  )
}
