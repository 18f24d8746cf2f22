import { useId } from 'react'

/** A box to tick, with its words as part of what can be pressed. */
export function Tick({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <label htmlFor={id} className="flex min-h-11 items-center gap-2.5 text-base">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        className="size-5 shrink-0 accent-nila"
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
}
