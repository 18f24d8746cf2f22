import '../src/cli/node-version.ts'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { onStillPage, takeLooks, withGallery } from '../test/e2e/looks-camera.ts'
import { openBrowser } from '../test/e2e/shop.ts'

/**
 * Writes the pictures that the test of looks compares with: run it after a wanted change, and look at each picture in the
 * diff before committing it. The test never writes them.
 */
const folder = new URL('../test/golden/looks/', import.meta.url)
const browser = await openBrowser(await findChromium())
try {
  const looks = await withGallery((url) => onStillPage(browser, (page) => takeLooks(page, url)))
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) if (name.endsWith('.png')) await rm(new URL(name, folder))
  for (const [name, picture] of looks) {
    await writeFile(new URL(`${name}.png`, folder), picture)
    console.log(`${name}: ${picture.length} bytes`)
  }
} finally {
  await browser.close()
}
