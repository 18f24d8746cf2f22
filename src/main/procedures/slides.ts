import { slidesContract } from '../../core/contract/slides-contract.ts'
import { ok } from '../../core/domain/result.ts'
import { areaOf, type Answers } from './answering.ts'
import { addPicture, orderSlides, pictureFile, removePicture, slidesView } from '../usecases/slides.ts'

/** The procedures of the shop's pictures on the customer's screen. */
export function slideProcedures({ answer }: Answers) {
  const os = areaOf(slidesContract)
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
