import { expect, it } from 'vitest'
import { judgePackage } from '../../scripts/packaging/judge.ts'
import { packForCheck } from '../../scripts/packaging/pack.ts'

it('an installer holds what the till needs, loads, and holds nothing else', () => {
  const packed = packForCheck()
  try {
    const verdict = judgePackage(packed)
    expect(verdict.faults).toEqual([])
    // one system's binaries are a few megabytes; all systems' would be forty
    expect(verdict.total).toBeLessThan(16 * 1024 * 1024)
  } finally {
    packed.remove()
  }
})
