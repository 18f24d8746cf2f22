import { judgePackage } from '../scripts/packaging/judge.ts'
import { packForCheck } from '../scripts/packaging/pack.ts'
import { figureOf, notMeasured, type BenchOptions, type Figure } from './figure.ts'

/** What an installer would hold beside Electron itself, packed for this machine by the dry run of the installers. */
export async function benchPackage(_options: BenchOptions): Promise<readonly Figure[]> {
  let packed: ReturnType<typeof packForCheck>
  try {
    packed = packForCheck()
  } catch (fault) {
    notMeasured(
      'packaged bytes',
      fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault),
    )
    return []
  }
  try {
    const { files, total, sizes } = judgePackage(packed)
    const [largest] = sizes
    const note = `${files.length} files, without Electron; most of it ${largest?.[0] ?? 'nothing'}`
    return [figureOf({ name: 'package: what an installer holds', unit: 'MB', note }, [total / 2 ** 20])]
  } finally {
    packed.remove()
  }
}
