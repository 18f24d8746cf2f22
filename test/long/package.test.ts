import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { judgePackage } from '../../scripts/packaging/judge.ts'
import { ownTarget, packForCheck } from '../../scripts/packaging/pack.ts'

it('an installer holds what the till needs, loads, and holds nothing else', () => {
  const packed = packForCheck(ownTarget(), {})
  try {
    const verdict = judgePackage(packed)
    expect(verdict.faults).toEqual([])
    // one system's binaries are a few megabytes; all systems' would be forty
    expect(verdict.total).toBeLessThan(16 * 1024 * 1024)
    // nobody named an address, so nothing is looked for
    expect(existsSync(join(packed.resources, 'app-update.yml'))).toBe(false)
  } finally {
    packed.remove()
  }
})

it.each([
  { platform: 'win32', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
  { platform: 'darwin', arch: 'x64' },
  { platform: 'linux', arch: 'x64' },
] as const)('packed for $platform $arch it holds only that one’s binaries', (target) => {
  const packed = packForCheck(target, { GERAI_UPDATE_URL: 'https://shop.example/gerai' })
  try {
    const verdict = judgePackage(packed)
    expect(verdict.faults).toEqual([])
    expect(verdict.total).toBeLessThan(16 * 1024 * 1024)
    // elsewhere electron-builder writes it when it makes an installer, which only works there
    if (target.platform === 'linux')
      expect(readFileSync(join(packed.resources, 'app-update.yml'), 'utf8')).toContain(
        'provider: generic\nurl: https://shop.example/gerai/\n',
      )
    if (target.platform === 'darwin') expect(asksForCamera(packed.resources)).toEqual([true, true, true])
  } finally {
    packed.remove()
  }
})

/** In the program's own words and in those of each language: without one macOS ends the program that opens a camera. */
function asksForCamera(resources: string): readonly boolean[] {
  const files = ['../Info.plist', 'id.lproj/InfoPlist.strings', 'en.lproj/InfoPlist.strings']
  return files.map((path) => readFileSync(join(resources, path), 'utf8').includes('NSCameraUsageDescription'))
}
