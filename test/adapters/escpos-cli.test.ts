import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'gerai-cli-'))))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command the way npm does. */
const run = (command: 'receipt' | 'print' | 'printers', ...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [`src/cli/${command}.ts`, ...words],
      { cwd: root },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })

describe.concurrent('the receipt command', () => {
  test('writes the bytes of a sale and says what it did in one line', async () => {
    const out = join(folder, 'slip.bin')
    const { code, stdout } = await run(
      'receipt',
      '--sale',
      'examples/sale.json',
      '--width',
      '58',
      '--out',
      out,
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ saleNumber: 'DPS1-260715-0042', columns: 32, bytes: 900, out })
    expect((await readFile(out)).equals(await readFile(join(root, 'test/golden/receipts/qris-58.bin')))).toBe(
      true,
    )
  })

  test('shows the slip as text, at the width of the paper', async () => {
    const { stdout } = await run('receipt', '--sale', 'examples/sale.json', '--width', '80', '--text')
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toContain('='.repeat(48))
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ columns: 48, out: null })
  })

  test('prints the logo it is given, and says what the printer has no letters for', async () => {
    const [sale, logo] = [join(folder, 'kopi.json'), join(folder, 'logo.png')]
    const example = JSON.parse(await readFile(join(root, 'examples/sale.json'), 'utf8'))
    example.shop.headerLines = ['Kopi \u2615']
    await writeFile(sale, JSON.stringify(example))
    const picture = new PNG({ width: 16, height: 2 })
    picture.data.set(Array.from({ length: 32 }, () => [0, 0, 0, 255]).flat())
    await writeFile(logo, PNG.sync.write(picture))
    const { code, stdout, stderr } = await run('receipt', '--sale', sale, '--logo', logo, '--text')
    expect(code).toBe(0)
    expect(stdout).toContain('[LOGO]')
    expect(stdout).toContain('Kopi ?')
    expect(stderr).toContain('Printer tidak punya \u2615')
    expect(stderr).toContain('The printer has no \u2615')
  })

  test('refuses a logo that is none, in both languages', async () => {
    const { code, stderr } = await run(
      ...(['receipt', '--sale', 'examples/sale.json', '--logo', 'package.json', '--text'] as const),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('bukan gambar')
    expect(stderr).toContain('is no picture')
  })

  test('refuses a wrong sale in both languages, by field, and writes nothing', async () => {
    const sale = join(folder, 'wrong.json')
    await writeFile(sale, JSON.stringify({ shop: { name: 'A', npwp: '12' } }))
    const ended = await run('receipt', '--sale', sale, '--out', join(folder, 'never.bin'))
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^Isian shop\.npwp .*\nField shop\.npwp .*\n$/)
    await expect(readFile(join(folder, 'never.bin'))).rejects.toThrow('ENOENT')
  })

  test.each([
    ['no sale', ['--out', 'x.bin']],
    ['a file that is not there', ['--sale', '/no/such.json', '--out', 'x.bin']],
    ['nothing to write', ['--sale', 'examples/sale.json']],
    ['another paper', ['--sale', 'examples/sale.json', '--width', '57', '--text']],
    ['an unknown profile', ['--sale', 'examples/sale.json', '--profile', 'laser', '--text']],
    ['an unknown option', ['--paper', '58']],
  ])('refuses %s', async (_, words) => {
    const ended = await run('receipt', ...words)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  test('that cannot write says so with another exit code', async () => {
    const { code } = await run(
      'receipt',
      '--sale',
      'examples/sale.json',
      '--out',
      join(folder, 'none', 'slip.bin'),
    )
    expect(code).toBe(1)
  })
})

describe.concurrent('the print command', () => {
  test('sends a file unchanged', async () => {
    const [from, to] = [join(folder, 'job.bin'), join(folder, 'paper.bin')]
    await writeFile(from, Buffer.from([0, 27, 255, 10]))
    const { code, stdout } = await run('print', '--printer', `file:${to}`, from)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ printer: `file:${to}`, file: from, sentBytes: 4 })
    expect(Array.from(await readFile(to))).toEqual([0, 27, 255, 10])
  })

  test('tells a printer that is not there from a request that is wrong', async () => {
    const file = 'examples/sale.json'
    expect(await run('print', '--printer', 'serial:/dev/ttyNOSUCH7', file)).toMatchObject({
      code: 1,
      stdout: '',
    })
    expect(await run('print', '--printer', 'lpt1', file)).toMatchObject({ code: 2, stdout: '' })
    expect(await run('print', file)).toMatchObject({ code: 2, stdout: '' })
    expect(await run('print', '--printer', 'screen:')).toMatchObject({ code: 2, stdout: '' })
  })
})

describe.concurrent('the printers command', () => {
  test('prints a test page', async () => {
    const paper = join(folder, 'test-page.bin')
    const { code, stdout } = await run('printers', 'test', `file:${paper}`, '--profile', 'sunmi')
    expect(code).toBe(0)
    const { sentBytes } = JSON.parse(stdout) as { sentBytes: number }
    expect(await readFile(paper)).toHaveLength(sentBytes)
  })

  test('lists printers and profiles as JSON', async () => {
    const list = JSON.parse((await run('printers', 'list')).stdout) as {
      printers: unknown
      notSearched: unknown
    }
    expect([Array.isArray(list.printers), Array.isArray(list.notSearched)]).toEqual([true, true])
    const { profiles } = JSON.parse((await run('printers', 'profiles')).stdout) as {
      profiles: { id: string }[]
    }
    expect(profiles.map(({ id }) => id)).toContain('generic-58')
  })

  test.each([[], ['dance'], ['test'], ['test', 'nowhere'], ['test', 'screen:', '--profile', 'laser']])(
    'refuses %j',
    async (...words) => {
      expect(await run('printers', ...words.flat())).toMatchObject({ code: 2, stdout: '' })
    },
  )
})

test.concurrent.each(['receipt', 'print', 'printers'] as const)(
  '%s --help explains itself',
  async (command) => {
    const { code, stdout } = await run(command, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`npm run ${command} --`)
  },
)
