import { useQueryClient } from '@tanstack/react-query'
import type { Result } from '../../../core/domain/result.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction } from '../client.ts'
import { say } from '../state/page.ts'

/** One call that settles or changes the item; then the sheet goes and the lists are read again. */
export function useDone(onClose: () => void) {
  const queries = useQueryClient()
  const action = useAction()
  const run = async (
    call: (attemptId: string) => Promise<Result<unknown, Trouble>>,
    words: string,
  ): Promise<void> => {
    const answer = await action.run(call)
    if (!answer?.ok) return
    say(words)
    void queries.invalidateQueries({ queryKey: ['attention'] })
    void queries.invalidateQueries({ queryKey: ['attention-item'] })
    onClose()
  }
  return { action, run }
}
