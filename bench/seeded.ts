import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { seedBooks } from '../scripts/seed/seed-books.ts'

/** Sales of a shop that is years old, at scale 1; `--scale 10` is the million that the budgets are about. */
const SALES = 100_000

/** A data folder with so many invented sales, made once in a run and used by whoever needs one. */
export async function seededShop(
  folder: string,
  scale: number,
): Promise<{ readonly dataFolder: string; readonly sales: number }> {
  const sales = Math.max(2_000, Math.min(1_000_000, Math.round(SALES * scale)))
  const dataFolder = join(folder, `seeded-${sales}`)
  if (!existsSync(dataFolder)) {
    process.stderr.write(`${sales} sales are made up ...\n`)
    await seedBooks({ folder: dataFolder, sales })
  }
  return { dataFolder, sales }
}
