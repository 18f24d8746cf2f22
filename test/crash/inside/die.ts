import { readLife, say } from '../life.ts'
import type { PointName } from '../points.ts'

const { point } = readLife()
let passed = 0

/** Dies here, by a real SIGKILL, when this is the place and the passing that this life ends at. */
export function pass(name: PointName): void {
  if (point === null || name !== point.name) return
  passed += 1
  if (passed === point.nth) die(name)
}

/** As `pass`, for a caller that has something to do just before it dies. */
export function isLastPassing(name: PointName): boolean {
  if (point === null || name !== point.name) return false
  passed += 1
  return passed === point.nth
}

/** Nothing after this line runs: the signal cannot be caught, and no buffer of ours is flushed. */
export function die(name: PointName): never {
  say({ say: 'dies', at: name })
  process.kill(process.pid, 'SIGKILL')
  throw new Error('a killed process goes on')
}
