import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'

const LIVE = 100

/** What watching costs by itself, with nobody at the counter: calls to the provider, and part of a processor. */
export async function benchWatching({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const seconds = Math.max(5, Math.min(60, Math.round(20 * scale)))
  const few = await watch(join(folder, 'watching-few'), 100, seconds, 2)
  // ten thousand ended ones are all read once after a start, at most half of what the provider allows in a second
  const many = await watch(join(folder, 'watching-many'), 10_000, seconds, scale >= 3 ? 6 : 1)
  const later = scale >= 3 ? many.at(-1) : undefined
  return [
    ...figuresOf(`${LIVE} live, 100 ended, after the start`, few[0], seconds),
    ...figuresOf(`${LIVE} live, 100 ended`, few[1], seconds),
    ...figuresOf(`${LIVE} live, 10000 ended, after the start`, many[0], seconds),
    ...(later === undefined ? [] : figuresOf(`${LIVE} live, 10000 ended`, later, seconds)),
  ]
}

interface Stretch {
  readonly calls: number
  readonly cpuMs: number
}

async function watch(
  folder: string,
  ended: number,
  seconds: number,
  stretches: number,
): Promise<readonly Stretch[]> {
  const child = join(import.meta.dirname, 'watch-child.ts')
  const numbers = [LIVE, ended, seconds, stretches].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, [child, folder, ...numbers])
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Stretch)
}

function figuresOf(what: string, stretch: Stretch | undefined, seconds: number): readonly Figure[] {
  if (stretch === undefined) throw new Error(`${what}: nothing was measured`)
  const note = `over ${seconds} s`
  return [
    figureOf({ name: `watching: calls a minute, ${what}`, unit: 'count', note }, [
      Math.round((stretch.calls / seconds) * 60),
    ]),
    figureOf({ name: `watching: of one processor, ${what}`, unit: '%', note }, [
      stretch.cpuMs / seconds / 10,
    ]),
  ]
}
