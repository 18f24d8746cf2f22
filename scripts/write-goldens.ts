import { writeFile } from 'node:fs/promises'
import { layoutDocument } from '../src/core/escpos-layout/index.ts'
import { encodeLayout, findProfile } from '../src/main/adapters/escpos/index.ts'
import { describeBytes } from '../test/fakes/printer-interpreter.ts'
import { GOLDEN_SLIPS } from '../test/fakes/golden-slips.ts'

/**
 * Writes the slips that tests compare with: run it after a wanted change of layout or bytes, and read the .txt files in
 * the diff before committing them. Tests never write them.
 */
for (const { name, profileId, document, logo } of GOLDEN_SLIPS) {
  const profile = findProfile(profileId)
  if (profile === undefined) throw new Error(`no profile ${profileId}`)
  const bytes = await encodeLayout(
    layoutDocument(document, { columns: profile.columns, logo: logo ?? null }),
    profile,
  )
  const path = new URL(`../test/golden/receipts/${name}`, import.meta.url)
  await writeFile(new URL(`${path.href}.bin`), bytes)
  await writeFile(new URL(`${path.href}.txt`), describeBytes(bytes))
  console.log(`${name}: ${bytes.length} bytes`)
}
