import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { privateFolderIn } from '../../src/cli/compiled.ts'
import { makeCertificate } from '../fakes/certificate.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Gerai as it stands on a mini PC: the program's folder without what builds it. */
let installed: string

beforeAll(() => {
  installed = mkdtempSync(join(tmpdir(), 'gerai-installed-'))
  cpSync(join(ROOT, 'src'), join(installed, 'src'), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(installed, 'node_modules'))
  symlinkSync(join(ROOT, 'resources'), join(installed, 'resources'))
})
afterAll(() => {
  rmSync(installed, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `serve` until it ends, or until it says that it can be used; then it is told to stop. */
function serve(
  args: readonly string[],
  { root = installed, env = {} }: { root?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const data = mkdtempSync(join(tmpdir(), 'gerai-data-'))
  return new Promise((resolve) => {
    const all = [join(root, 'src/cli/serve.ts'), '--data', data, '--no-open', '--mode', 'test', ...args]
    const child = spawn(process.execPath, all, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: undefined, ...env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (part) => {
      stdout += String(part)
      child.kill('SIGTERM')
    })
    child.stderr.on('data', (part) => {
      stderr += String(part)
    })
    child.on('close', (code) => {
      rmSync(data, { recursive: true, force: true })
      resolve({ code, stdout, stderr })
    })
  })
}

/** In both languages, without a word for programmers, and nothing that looks as if it could be used. */
function saysSo({ code, stdout, stderr }: Ended, id: string, en: string): void {
  expect(stderr).toContain(id)
  expect(stderr).toContain(en)
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+|Error:/)
  expect([code, stdout]).toEqual([1, ''])
}

describe('a start that cannot be', () => {
  it('without the files of the pages: says that the books are safe, and what to do', async () => {
    saysSo(
      await serve([]),
      'Berkas halaman Gerai tidak ada. Buku penjualan aman.',
      'The books are safe. Install',
    )
  })

  describe('with pages', () => {
    beforeAll(() => {
      const pages = join(installed, 'out', 'renderer')
      mkdirSync(pages, { recursive: true })
      for (const page of ['cashier', 'display']) writeFileSync(join(pages, `${page}.html`), page)
    })

    it('on an address that is another machine’s, or on a port that is taken', async () => {
      const taken = createServer()
      await new Promise<void>((resolve) => {
        taken.listen(0, '127.0.0.1', resolve)
      })
      const { port } = taken.address() as AddressInfo
      try {
        // 192.168.0.0/16 has no such host: the address of a network is nobody's
        const [elsewhere, occupied] = await Promise.all([
          serve(['--lan', '--lan-address', '192.168.0.0']),
          serve(['--port', `${port}`]),
        ])
        saysSo(elsewhere, 'bukan alamat komputer ini', 'not an address of this machine')
        saysSo(occupied, 'Port itu sudah dipakai program lain', 'Another program uses that port')
      } finally {
        taken.close()
      }
    })

    it('with a certificate that is over: sells all the same, and says what tablets will do', async () => {
      const { cert, key } = makeCertificate({ names: ['kasir.local'], to: '2021-01-01T00:00:00Z' })
      const [certFile, keyFile] = [join(installed, 'kasir.pem'), join(installed, 'kasir.key')]
      writeFileSync(certFile, cert)
      writeFileSync(keyFile, key, { mode: 0o600 })
      const lan = ['--lan', '--lan-address', '127.0.0.2', '--lan-port', '0', '--lan-name', 'kasir.local']
      const { code, stdout, stderr } = await serve([...lan, '--cert', certFile, '--key', keyFile])
      expect(JSON.parse(stdout)).toMatchObject({ ready: true, lanUrl: expect.stringMatching(/^https:/) })
      expect(code).toBe(0)
      for (const words of ['akan ditolak tablet', 'Tablets will refuse', 'it was valid until'])
        expect(stderr).toContain(words)
      expect(stderr).not.toContain('chmod')
      chmodSync(keyFile, 0o644)
      const told = await serve([...lan, '--cert', certFile, '--key', keyFile])
      expect(told.stdout).toContain('"ready":true')
      for (const words of ['bisa dibaca semua pengguna', 'Every user of this machine can read', keyFile])
        expect(told.stderr).toContain(words)
    })

    it('keeps what it makes from other users, also in a folder they may look into', async () => {
      const data = mkdtempSync(join(tmpdir(), 'gerai-data-'))
      chmodSync(data, 0o755)
      try {
        expect((await serve(['--data', data])).stdout).toContain('"ready":true')
        const made = readdirSync(data, { recursive: true, encoding: 'utf8' })
        expect(made).toEqual(expect.arrayContaining(['gerai.json', 'lock.sqlite', 'test/gerai.sqlite']))
        expect(made.filter((name) => (lstatSync(join(data, name)).mode & 0o007) !== 0)).toEqual([])
      } finally {
        rmSync(data, { recursive: true, force: true })
      }
    })
  })
})

it('is not told by the environment to believe every server', () => {
  const host = pathToFileURL(join(ROOT, 'src/cli/serve-host.ts')).href
  const script = `await (await import('${host}')).runServe(); console.error(process.env.NODE_TLS_REJECT_UNAUTHORIZED)`
  const args = ['--input-type=module', '-e', script, '--', '--help']
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  expect(stdout).toContain('Runs Gerai')
  expect(stderr.trim().split('\n').at(-1)).toBe('undefined')
})

describe('a start after the first one', () => {
  /** To its own end: one that is told to stop keeps nothing. */
  const ask = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(installed, 'src/cli/serve.ts'), '--help', ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_COMPILE_CACHE: undefined, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
    })
  /** What the engine says about each module: taken as the start before left it, or made anew. */
  const compiled = (said: string, how: string): readonly string[] =>
    said.split('\n').filter((line) => line.includes('V8 code cache for') && line.includes(how))

  it('compiles nothing again, and loads nothing that only workbooks need', () => {
    ask()
    const { stderr } = ask()
    const taken = compiled(stderr, 'was accepted')
    expect(compiled(stderr, 'was not initialized')).toEqual([])
    expect(compiled(stderr, 'was rejected')).toEqual([])
    expect(taken.filter((line) => line.includes('/core.ts'))).not.toEqual([])
    for (const library of ['write-excel-file', 'read-excel-file'])
      expect(taken.filter((line) => line.includes(`/${library}/`))).toEqual([])
  })

  it('goes by the sources when what was compiled cannot be kept', () => {
    rmSync(join(installed, 'out', 'compiled'), { recursive: true, force: true })
    writeFileSync(join(installed, 'out', 'compiled'), 'a file in the way')
    expect(ask().stdout).toContain('npm run serve')
  })

  it('as a service that cannot write in the program’s folder: keeps it in the data folder, for itself alone', () => {
    const data = mkdtempSync(join(tmpdir(), 'gerai-data-'))
    try {
      ask('--data', data)
      expect(statSync(join(data, 'compiled')).mode & 0o777).toBe(0o700)
      const { stderr } = ask('--data', data)
      expect(compiled(stderr, 'was accepted').filter((line) => line.includes('/core.ts'))).not.toEqual([])
      expect(compiled(stderr, 'was not initialized')).toEqual([])
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  })
})

describe('what was compiled is run as the program is', () => {
  const uid = process.getuid?.() ?? 0
  const folders: string[] = []
  const dataFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-data-'))
    folders.push(folder)
    return folder
  }
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('is taken from a folder that is ours alone', () => {
    const data = dataFolder()
    expect(privateFolderIn(data, uid)).toBe(join(realpathSync(data), 'compiled'))
    expect(privateFolderIn(data, uid)).toBe(join(realpathSync(data), 'compiled'))
  })

  it.each<[string, (data: string) => void]>([
    ['a folder others may write in', (data) => mkdirSync(join(data, 'compiled'))],
    ['a link to another place', (data) => symlinkSync(dataFolder(), join(data, 'compiled'))],
    ['a file', (data) => writeFileSync(join(data, 'compiled'), '')],
    ['a data folder others may write in', (data) => chmodSync(data, 0o770)],
    ['no data folder', (data) => rmSync(data, { recursive: true })],
  ])('is not taken from %s', (_name, make) => {
    const data = dataFolder()
    make(data)
    // whatever this process makes its folders with
    if (existsSync(join(data, 'compiled')) && lstatSync(join(data, 'compiled')).isDirectory())
      chmodSync(join(data, 'compiled'), 0o777)
    expect(privateFolderIn(data, uid)).toBeNull()
  })

  it('is not taken from a place where somebody else could put another folder under that name', () => {
    const above = dataFolder()
    const data = join(above, 'gerai')
    mkdirSync(data, { mode: 0o700 })
    chmodSync(above, 0o777)
    expect(privateFolderIn(data, uid)).toBeNull()
    // where nobody renames what is another's
    chmodSync(above, 0o1777)
    expect(privateFolderIn(data, uid)).not.toBeNull()
  })

  it('is not taken from another user’s data folder, nor where the system knows no owners', () => {
    const data = dataFolder()
    expect(privateFolderIn(data, uid + 1)).toBeNull()
    expect(privateFolderIn(data, undefined)).toBeNull()
  })
})
