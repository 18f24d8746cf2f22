import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openRival, RIVALS, saleDocument } from './rivals.ts'
import { ids, openCore, payCash, takeOrder } from './till.ts'

/**
 * Sells until so many sales are kept or until it is killed, and writes each one that it was told is kept into a file; or
 * lists what is kept. Usage: rival-child.ts NAME FOLDER sell SAID-FILE [SALES], or rival-child.ts NAME FOLDER list.
 */
const [name, folder, task, saidFile, most = '1000000'] = process.argv.slice(2)
if (name === undefined || folder === undefined || task === undefined)
  throw new Error('usage: rival-child.ts NAME FOLDER sell|list [SAID-FILE] [SALES]')

const said = saidFile === undefined ? 1 : openSync(saidFile, 'a')
/** At once and before anything else happens: what was said must have been said when the kill comes. */
const say = (line: string): void => {
  writeSync(said, `${line}\n`)
}
const list = (kept: Iterable<string>): void => {
  process.stdout.write([...kept].join('\n'))
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const rival = RIVALS.find((each) => each === name)
if (rival !== undefined) {
  const books = await openRival(rival, folder)
  if (task === 'list') list(await books.ids())
  else
    for (let sold = 0; sold < Number(most); sold += 1) {
      const sale = saleDocument(ids.next(), sold)
      await books.store(sale)
      say(sale._id)
      await turn()
    }
  await books.close()
} else if (task === 'list') {
  // recovering what the log holds is the database's own work, as at the next start
  const books = new Database(join(folder, 'practice', 'gerai.sqlite'))
  list(books.prepare<[], string>(`SELECT id FROM sales WHERE phase = 'paid'`).pluck().all())
  books.close()
} else {
  const core = await openCore(folder)
  // a slip's own steps come after the sale and are no part of it
  await core.prints.stop()
  for (let sold = 0; sold < Number(most); sold += 1) {
    takeOrder(core)
    say(await payCash(core))
    await turn()
  }
  await core.stop()
}
