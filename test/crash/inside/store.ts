import type { BooksWriter, Store } from '../../../src/core/ports/store.ts'
import * as real from '../../../src/main/adapters/sqlite/store.ts'
import { BOOK_STEPS, type BookStep } from '../points.ts'
import { pass } from './die.ts'

// oxlint-disable-next-line import/export -- one function of the real module is replaced, the rest is handed on
export * from '../../../src/main/adapters/sqlite/store.ts'

/** The real books on the real disk, with the crash points inside and after each transaction. */
export async function openStore(
  ...args: Parameters<typeof real.openStore>
): ReturnType<typeof real.openStore> {
  const opened = await real.openStore(...args)
  return opened.ok ? { ok: true, value: mortal(opened.value) } : opened
}

function mortal<Books extends Store>(store: Books): Books {
  return {
    ...store,
    write: (work, purpose) => {
      const taken = new Set<BookStep>()
      const written = store.write((books) => {
        const value = work(watched(books, taken))
        for (const step of taken) pass(`at the end of a commit with ${step}`)
        return value
      }, purpose)
      if (written.ok) for (const step of taken) pass(`after a commit with ${step}`)
      return written
    },
  }
}

const watched = (books: BooksWriter, taken: Set<BookStep>): BooksWriter =>
  new Proxy(books, {
    get(target, name: keyof BooksWriter) {
      const step = BOOK_STEPS.find((each) => each === name)
      if (step === undefined) return target[name]
      return (...args: unknown[]) => {
        const done: unknown = Reflect.apply(target[step], target, args)
        taken.add(step)
        pass(`inside a commit after ${step}`)
        return done
      }
    },
  })
