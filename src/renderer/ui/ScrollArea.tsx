import { useEffect, useRef, type HTMLAttributes, type ReactNode } from 'react'
import { cx } from './cx.ts'

/** Less than this is a rounding of the screen's own pixels. */
const CUT = 2

/** What scrolls, with a shade at the edge behind which there is more: where a row happens to end nothing else says so. */
export function ScrollArea({
  className,
  inner,
  children,
  ...rest
}: {
  /** Of the area as it stands in its surroundings. */
  className?: string
  /** Of what scrolls in it. */
  inner?: string
  children: ReactNode
} & Omit<HTMLAttributes<HTMLDivElement>, 'className'>) {
  const area = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const tell = () => {
      const below = element.scrollHeight - element.clientHeight - element.scrollTop
      area.current?.toggleAttribute('data-above', element.scrollTop > CUT)
      area.current?.toggleAttribute('data-below', below > CUT)
    }
    tell()
    const watcher = new ResizeObserver(tell)
    watcher.observe(element)
    if (content.current !== null) watcher.observe(content.current)
    element.addEventListener('scroll', tell, { passive: true })
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', tell)
    }
  }, [])
  return (
    <div ref={area} className={cx('scroll-edges relative flex min-h-0 flex-col overflow-hidden', className)}>
      <div {...rest} ref={scroller} className={cx('calm-scroll min-h-0 flex-1', inner)}>
        <div ref={content}>{children}</div>
      </div>
    </div>
  )
}
