import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/States.tsx'
import { t } from './words.ts'

/** A bug in a screen ends here: said in words, with the way back. The core and its money are untouched. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <main className="h-full">
        <h1 className="sr-only">Gerai</h1>
        <EmptyState
          icon={<TriangleAlert size={40} aria-hidden="true" />}
          title={t('broken.title')}
          action={
            <Button tone="accent" onClick={() => location.reload()}>
              {t('broken.next')}
            </Button>
          }
        >
          {t('broken.safe')}
        </EmptyState>
      </main>
    )
  }
}
