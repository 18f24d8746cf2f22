export interface WaysToPay {
  readonly qris: (() => void) | undefined
  readonly link: (() => void) | undefined
  readonly cash: (() => void) | undefined
  readonly edc: (() => void) | undefined
  readonly more: (() => void) | undefined
  readonly split: (() => void) | undefined
}
