import { create } from 'zustand'
import type { LendingQuestion } from '../../api/lending.ts'

/** What lies over everything, also over an open sheet, which stays as it is. */
export type Overlay =
  | { readonly name: 'switch' }
  | { readonly name: 'ask'; readonly question: LendingQuestion; readonly answer: (lent: boolean) => void }

export const useOverlay = create<{ readonly overlay: Overlay | null }>()(() => ({ overlay: null }))

export const openSwitch = (): void => {
  if (useOverlay.getState().overlay === null) useOverlay.setState({ overlay: { name: 'switch' } })
}

/** Takes away what lies on top; a question that nobody answered is answered with no. */
export function closeOverlay(): void {
  const { overlay } = useOverlay.getState()
  useOverlay.setState({ overlay: null })
  if (overlay?.name === 'ask') overlay.answer(false)
}

/** Asks somebody at the counter to lend a right; true once somebody did. */
export const askForRight = (question: LendingQuestion): Promise<boolean> =>
  new Promise((resolve) => {
    useOverlay.setState({
      overlay: {
        name: 'ask',
        question,
        answer: (lent) => {
          useOverlay.setState({ overlay: null })
          resolve(lent)
        },
      },
    })
  })
