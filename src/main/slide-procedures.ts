import { implement } from '@orpc/server'
import { slidesContract } from '../core/contract/slides-contract.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { ok, type Result } from '../core/domain/result.ts'
import type { Core } from './core.ts'
import { addPicture, orderSlides, pictureFile, removePicture, slidesView } from './usecases/slides.ts'

type Answer = <T>(
  work: (core: Core) => Result<T, Refusal> | Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>

/** The procedures of the shop's pictures on the customer's screen. */
export function slideProcedures(answer: Answer) {
  const os = implement(slidesContract)
  return {
    list: os.list.handler(() => answer(({ till }) => ok(slidesView(till)))),
    picture: os.picture.handler(({ input }) => answer(({ till }) => pictureFile(till, input.id))),
    add: os.add.handler(({ input }) =>
      answer(({ till }) => addPicture(till, input.role, Buffer.from(input.picture, 'base64'))),
    ),
    order: os.order.handler(({ input }) => answer(({ till }) => orderSlides(till, input.ids))),
    remove: os.remove.handler(({ input }) => answer(({ till }) => removePicture(till, input.role, input.id))),
  }
}
