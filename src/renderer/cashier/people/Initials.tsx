import { cx } from '../../ui/cx.ts'

/** Up to two letters that stand for a person; the name is always beside them. */
export function Initials({
  name,
  strong = false,
  small = false,
}: {
  name: string
  strong?: boolean
  small?: boolean
}) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'flex shrink-0 items-center justify-center rounded-full font-bold',
        small ? 'size-7 text-small' : 'size-11 text-base',
        strong ? 'bg-nila text-on-nila' : 'bg-ink/7 text-second',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].flatMap((word) =>
    word === undefined ? [] : (Array.from(word)[0] ?? []),
  )
  return letters.join('').toUpperCase()
}
