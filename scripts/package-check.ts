import { packForCheck } from './packaging/pack.ts'
import { judgePackage } from './packaging/judge.ts'

/**
 * Packs the app as an installer would hold it, without making one, and looks at what is in it: `npm run package:check`.
 * On Linux a stand-in takes Electron's place, so that nothing is fetched; elsewhere electron-builder fetches Electron.
 */
const packed = packForCheck()
try {
  const verdict = judgePackage(packed)
  for (const [name, bytes] of verdict.sizes)
    console.log(`${(bytes / 1024).toFixed(0).padStart(8)} kB  ${name}`)
  console.log(
    `${verdict.files.length} files, ${(verdict.total / 1024 / 1024).toFixed(1)} MB without Electron itself`,
  )
  for (const fault of verdict.faults) console.error(`FAIL ${fault}`)
  if (verdict.faults.length === 0)
    console.log('ok: nothing is missing and nothing is there that should not be')
  process.exitCode = verdict.faults.length === 0 ? 0 : 1
} finally {
  packed.remove()
}
