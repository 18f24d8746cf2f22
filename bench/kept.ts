import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { figureOf, notMeasured, type BenchOptions, type Figure } from './figure.ts'
import { openRival, RIVALS, saleDocument } from './rivals.ts'
import { ids } from './till.ts'

const CHILD = join(import.meta.dirname, 'rival-child.ts')
export const OURS = 'Gerai'
/** Sales a file holds before the kills begin, so that writing it anew takes as long as it does in a shop. */
const EARLIER = 2_000

/**
 * Who keeps a sale that was said to be kept. A process that sells is killed at a moment of chance, again and again, and
 * what it had said is looked for afterwards. A kill takes no pages from the system's memory, as a power cut does: how
 * often each asks the system to write them to the disk is counted beside it.
 */
export async function benchKept({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const rounds = Math.max(3, Math.min(100, Math.round(10 * scale)))
  const kills: Figure[] = []
  for (const name of [OURS, ...RIVALS]) kills.push(await killAndCount(name, join(folder, 'kept'), rounds))
  return [...kills, ...(await flushFigures(join(folder, 'flushes')))]
}

async function killAndCount(name: string, folder: string, rounds: number): Promise<Figure> {
  const rival = RIVALS.find((each) => each === name)
  let said = new Set<string>()
  let gone = 0
  let sold = 0
  let broken = 0
  for (let round = 0; round < rounds; round += 1) {
    const books = join(folder, `${folderName(name)}-${broken}`)
    if (said.size === 0 && rival !== undefined) {
      const earlier = Array.from({ length: EARLIER }, (_, place) => saleDocument(ids.next(), place))
      const opened = await openRival(rival, books)
      await opened.fill(earlier)
      await opened.close()
      said = new Set(earlier.map(({ _id }) => _id))
    }
    const now = await sellAndKill(name, books)
    sold += now.length
    for (const id of now) said.add(id)
    const kept = listKept(name, books)
    const lost = kept === null ? said.size : [...said].filter((id) => !kept.has(id)).length
    gone += lost
    // a till that lost everything begins again with an empty folder
    if (kept === null) broken += 1
    said = kept === null ? new Set() : new Set([...said].filter((id) => kept.has(id)))
  }
  rmSync(folder, { recursive: true, force: true })
  const unreadable = broken === 0 ? '' : `; ${broken} times nothing could be read any more`
  return figureOf(
    {
      name: `killed: sales gone, ${name}`,
      unit: 'count',
      ...(name === OURS ? { budget: { atMost: 0, of: 'median' } as const } : {}),
      note: `${rounds} kills, ${sold} sales said to be kept${unreadable}`,
    },
    [gone],
  )
}

/** What a process said until it was killed, somewhere in the first third of a second of selling. */
async function sellAndKill(name: string, folder: string): Promise<readonly string[]> {
  const saidFile = `${folder}.said`
  rmSync(saidFile, { force: true })
  mkdirSync(folder, { recursive: true })
  const child = spawn(process.execPath, [CHILD, name, folder, 'sell', saidFile], { stdio: 'inherit' })
  const gone = once(child, 'exit')
  while (child.exitCode === null && !(existsSync(saidFile) && readFileSync(saidFile).length > 0))
    await pause(5)
  await pause(10 + Math.random() * 300)
  child.kill('SIGKILL')
  await gone
  if (child.signalCode !== 'SIGKILL') throw new Error(`${name} ended by itself`)
  return readFileSync(saidFile, 'utf8').trim().split('\n')
}

/** The sales that are there after a new start; null when the books cannot be opened. */
function listKept(name: string, folder: string): ReadonlySet<string> | null {
  const { status, stdout } = spawnSync(process.execPath, [CHILD, name, folder, 'list'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return status === 0 ? new Set(stdout.split('\n')) : null
}

const folderName = (name: string): string => name.replaceAll(/\W/g, '')

const FEW = 20
const MANY = 120

async function flushFigures(folder: string): Promise<readonly Figure[]> {
  return [OURS, ...RIVALS].flatMap((name) => {
    const few = flushesOf(name, join(folder, 'few', folderName(name)), FEW)
    const many = flushesOf(name, join(folder, 'many', folderName(name)), MANY)
    if (few === null || many === null) {
      notMeasured(`flushes of ${name}`, 'strace cannot be used here')
      return []
    }
    const told = {
      name: `flushed to the disk a sale, ${name}`,
      unit: 'count',
      note:
        name === OURS
          ? 'fsync and fdatasync, by strace; the cart, the sale and the next customer are one each'
          : 'without one a power cut may take the sale',
    } as const
    return [figureOf(told, [(many - few) / (MANY - FEW)])]
  })
}

/** How often a process that sells so many asks the system to flush; null where nothing can count that. */
export function flushesOf(name: string, folder: string, sales: number): number | null {
  // not there, or not allowed to look at other processes
  if (spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' }).status !== 0) return null
  mkdirSync(folder, { recursive: true })
  const trace = join(folder, 'calls.trace')
  const args = ['-f', '-e', 'trace=fsync,fdatasync,sync_file_range,msync,syncfs', '-o', trace]
  const child = [process.execPath, CHILD, name, folder, 'sell', join(folder, 'said'), String(sales)]
  const { status } = spawnSync('strace', [...args, ...child], { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${name} does not sell under strace`)
  const text = readFileSync(trace, 'utf8')
  return text.split('\n').filter((line) => /\b(fsync|fdatasync|sync_file_range|msync|syncfs)\(/.test(line))
    .length
}
