import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { packIcns, packIco, type Picture } from './icon-containers.ts'

/** Draws every icon from the one drawing, resources/icon/gerai.svg: `npm run icons`, after it was changed. */
const FOLDER = join(import.meta.dirname, '..', 'resources', 'icon')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const svg = readFileSync(join(FOLDER, 'gerai.svg'), 'utf8')
const pictures = await draw()
mkdirSync(join(FOLDER, 'png'), { recursive: true })
for (const { size, png } of pictures) writeFileSync(join(FOLDER, 'png', `${size}x${size}.png`), png)
writeFileSync(join(FOLDER, 'gerai.ico'), packIco(pictures))
writeFileSync(join(FOLDER, 'gerai.icns'), packIcns(pictures))
console.log(`${pictures.length} sizes, gerai.ico and gerai.icns written to resources/icon`)

async function draw(): Promise<readonly Picture[]> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const drawn: Picture[] = []
    for (const size of SIZES) {
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(
        `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      )
      const clip = { x: 0, y: 0, width: size, height: size }
      drawn.push({ size, png: await page.screenshot({ omitBackground: true, clip }) })
    }
    return drawn
  } finally {
    await browser.close()
  }
}
