import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string
  }
}

/**
 * Finds the browser once for all tests: the one named by CHROMIUM, or the one inside @sparticuz/chromium, which needs
 * no download. It is unpacked here, before the tests, because two unpacking at once would read a half-written file.
 */
export default async function setUp(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium())
}

export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM']
  if (given !== undefined && given !== '') return given
  // makes the package bring the system libraries a bare machine lacks
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const own = join(tmpdir(), 'gerai-chromium-153.0.0')
  mkdirSync(own, { recursive: true })
  process.env['TMPDIR'] = own
  const { default: chromium } = await import('@sparticuz/chromium')
  const path = await chromium.executablePath()
  process.env['FONTCONFIG_FILE'] = fontsOf(own)
  return path
}

/**
 * The fonts that came with the browser, wherever it was unpacked: its own list of folders knows only /tmp/fonts, and a
 * browser that finds no font at all ends at the first letter that a page's own font lacks.
 */
function fontsOf(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((each) => `<dir>${each}</dir>`).join('')
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`,
  )
  return file
}
