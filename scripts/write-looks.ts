import '../src/cli/node-version.ts'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { allShots, SHOTS, takeLooks, withGallery } from '../test/e2e/looks-camera.ts'
import { openBrowser } from '../test/e2e/shop.ts'

/**
 * Writes the pictures that the test of looks compares with: run it after a wanted change, and look at each picture in the
 * diff before committing it. The test never writes them. With `--all [folder]` it takes every scene in every size, theme
 * and language instead, some fifteen hundred pictures in as many minutes as an hour has, and leaves the kept ones alone.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean' }, scene: { type: 'string', multiple: true } },
})
const golden = resolve(import.meta.dirname, '../test/golden/looks')
const all = values.all === true
const folder = all ? resolve(positionals[0] ?? 'out/looks') : golden
if (all && folder.startsWith(golden)) throw new Error('the kept pictures are not the place for all of them')

const wanted = all ? allShots() : SHOTS
const shots = values.scene === undefined ? wanted : wanted.filter(({ show }) => values.scene?.includes(show))
const browser = await openBrowser(await findChromium())
try {
  await mkdir(folder, { recursive: true })
  const names = new Set(SHOTS.map(({ name }) => `${name}.png`))
  for (const name of await readdir(folder)) if (!all && !names.has(name)) await rm(resolve(folder, name))
  await withGallery((url) =>
    takeLooks(browser, url, shots, async (name, picture) => {
      await writeFile(resolve(folder, `${name}.png`), picture)
      console.log(`${name}: ${picture.length} bytes`)
    }),
  )
  console.log(`${shots.length} pictures in ${folder}`)
} finally {
  await browser.close()
}
