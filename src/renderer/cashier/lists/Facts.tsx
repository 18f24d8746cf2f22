import { cx } from '../../ui/cx.ts'

/** A name and what it is; `code` is read letter by letter and copied. */
export type Fact = readonly [name: string, what: string | null, how?: 'code']

/** Names and what they are, in two columns; what is not there is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const there = facts.filter(([, what]) => what !== null && what !== '')
  if (there.length === 0) return null
  return (
    <dl className="m-0 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-note">
      {there.map(([name, what, how]) => (
        <div key={name} className="contents">
          <dt className="text-second">{name}</dt>
          <dd
            className={cx(
              'm-0 text-right [overflow-wrap:anywhere]',
              how === 'code' && 'font-mono text-small select-all',
            )}
          >
            {what}
          </dd>
        </div>
      ))}
    </dl>
  )
}
