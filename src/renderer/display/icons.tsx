/** The three pictures this screen needs, drawn here: an icon library would cost more than all of its words. */
const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  'aria-hidden': true,
} as const

/** A ring that empties clockwise with the time that is left; the words beside it say the same. */
export const CountdownRing = ({ share }: { readonly share: number }) => (
  <svg viewBox="0 0 24 24" className="countdown-ring" {...stroke} strokeWidth={4}>
    <circle cx="12" cy="12" r="9.500" opacity="0.200" />
    <circle
      cx="12"
      cy="12"
      r="9.500"
      pathLength={100}
      strokeDasharray={`${(share * 100).toFixed(2)} 100`}
      strokeLinecap="butt"
      strokeDashoffset={((share - 1) * 100).toFixed(2)}
      transform="rotate(-90 12 12)"
      data-testid="display-ring"
    />
  </svg>
)

export const CheckIcon = () => (
  <svg viewBox="0 0 96 96" className="check" aria-hidden="true">
    <circle cx="48" cy="48" r="48" fill="#ffffff" />
    <path
      d="M25 47.500 40 62.500 71 31"
      fill="none"
      stroke="var(--display-paid)"
      strokeWidth="6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

export const HandIcon = () => (
  <svg viewBox="0 0 24 24" className="hand" {...stroke} strokeWidth={1.6}>
    <path d="M18 11V6a2 2 0 0 0-4 0v5M14 10V4a2 2 0 0 0-4 0v2M10 10.500V6a2 2 0 0 0-4 0v8" />
    <path d="M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.800 0-4.500-.860-5.990-2.340l-3.600-3.600a2 2 0 0 1 2.830-2.820L7 15" />
  </svg>
)
