import { cx } from '../../ui/cx.ts'

/** What still waits or what is settled: two words side by side above a list, the chosen one marked. */
export function WhichRows<Name extends string>({
  label,
  choices,
  which,
  testId,
  onWhich,
}: {
  label: string
  choices: readonly (readonly [name: Name, words: string])[]
  which: Name
  /** Goes before the name. */
  testId: string
  onWhich: (which: Name) => void
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="flex shrink-0 rounded-control border border-line bg-card p-0.5"
    >
      {choices.map(([name, words]) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === which}
          data-testid={`${testId}-${name}`}
          onClick={(event) => {
            onWhich(name)
            // chosen by mouse, the next Enter belongs to the list
            if (event.detail > 0) event.currentTarget.blur()
          }}
          className={cx(
            'min-h-11 rounded-small px-3.5 text-base font-semibold whitespace-nowrap',
            name === which ? 'bg-nila-wash text-nila' : 'text-second hover:bg-ink/5',
          )}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
