import { implement } from '@orpc/server'
import { displayContract } from '../../core/contract/contract.ts'
import { guarded, type Gerai } from './answering.ts'
import { pictureFile } from '../usecases/slides.ts'
import { displayView } from '../usecases/views/display.ts'
import { watchView } from '../usecases/watch-view.ts'

/** All that the customer's screen can do: look, and fetch the shop's pictures it was told of. */
export function displayProcedures(gerai: Pick<Gerai, 'core'>) {
  const os = implement(displayContract)
  return os.router({
    display: {
      watch: os.display.watch.handler(({ signal }) => {
        const { till, stopped } = gerai.core()
        return watchView(till, stopped, signal, () => ({
          type: 'view' as const,
          view: displayView(till),
          now: till.clock.now(),
        }))
      }),
      picture: os.display.picture.handler(({ input }) =>
        guarded(gerai.core(), ({ till }) => pictureFile(till, input.id)),
      ),
    },
  })
}
