import type { Refusal } from '../domain/refusals.ts'
import type { Result } from '../domain/result.ts'

/** What a host with windows of its own can do; `View` is what the settings show of it. */
export interface Desktop<View> {
  view(): View
  chooseDisplay(
    choice:
      | { readonly choice: 'auto' }
      | { readonly choice: 'off' }
      | { readonly choice: 'chosen'; readonly displayId: number },
  ): Result<null, Refusal>
  setKiosk(on: boolean): Result<null, Refusal>
  openLogs(): Promise<Result<null, Refusal>>
  checkUpdate(): Promise<Result<null, Refusal>>
  installUpdate(): Promise<Result<null, Refusal>>
}
