import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { faultsOfNotes, feedArguments, readFeed, writeFeed } from '../../scripts/packaging/feed.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const NOTES = readFileSync(join(ROOT, 'resources', 'release-notes.md'), 'utf8')

describe('the address for updates', () => {
  it('comes from whoever builds the installers; without one they do not look for updates', () => {
    expect(feedArguments({})).toEqual([])
    expect(feedArguments({ GERAI_UPDATE_URL: '' })).toEqual([])
    const told = ['-c.publish.provider=generic', '-c.publish.url=https://shop.example/gerai/']
    expect(feedArguments({ GERAI_UPDATE_URL: 'https://shop.example/gerai' })).toEqual(told)
    expect(feedArguments({ GERAI_UPDATE_URL: 'https://shop.example/gerai/' })).toEqual(told)
  })

  it.each([
    'http://shop.example/gerai',
    'shop.example',
    'https://me:pw@shop.example/',
    'https://shop.example/?token=a',
    'file:///srv',
  ])('is not %s', (url) => {
    expect(() => feedArguments({ GERAI_UPDATE_URL: url })).toThrow('GERAI_UPDATE_URL')
  })

  it('is in no file of the project', () => {
    for (const path of ['electron-builder.yml', 'package.json', 'src/main/hosts/electron/updates.ts'])
      expect(readFileSync(join(ROOT, path), 'utf8')).not.toMatch(
        /github\.com|gitlab\.com|provider: (github|generic)/,
      )
  })
})

it('the notes of the next release speak both languages', () => {
  expect(faultsOfNotes(NOTES)).toEqual([])
  expect(faultsOfNotes('## English\nFaster.')).toHaveLength(1)
  expect(faultsOfNotes(undefined)).toHaveLength(2)
})

describe('npm run release:feed', () => {
  /** As the artifacts of the five machines are laid out beside each other. */
  function built(version = '0.2.0'): { from: string; to: string } {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-feed-'))
    folders.push(folder)
    const from = join(folder, 'from')
    const machines = [
      ['gerai-windows-2022', 'latest.yml', `Gerai-${version}-win-x64.exe`],
      ['gerai-macos-15', 'latest-mac.yml', `Gerai-${version}-mac-arm64.zip`],
      ['gerai-macos-15-intel', 'latest-mac.yml', `Gerai-${version}-mac-x64.zip`],
      ['gerai-ubuntu-24.04', 'latest-linux.yml', `Gerai-${version}-linux-x86_64.AppImage`],
      ['gerai-ubuntu-24.04-arm', 'latest-linux-arm64.yml', `Gerai-${version}-linux-arm64.AppImage`],
    ] as const
    for (const [machine, feed, program] of machines) {
      mkdirSync(join(from, machine), { recursive: true })
      const bytes = Buffer.from(`program ${program}`)
      const sha512 = createHash('sha512').update(bytes).digest('base64')
      const files = [{ url: program, sha512, size: bytes.length }]
      const whole = { version, files, path: program, sha512, releaseDate: '2026-11-21', releaseNotes: NOTES }
      writeFileSync(join(from, machine, program), bytes)
      writeFileSync(join(from, machine, feed), writeFeed(whole))
    }
    writeFileSync(join(from, 'gerai-ubuntu-24.04', `gerai_${version}_amd64.deb`), 'deb')
    return { from, to: join(folder, 'to') }
  }
  const run = (from: string, to: string, ...more: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts', 'release-feed.ts'), from, to, ...more], {
      encoding: 'utf8',
    })
  const feedIn = (to: string, name: string) => readFeed(readFileSync(join(to, name), 'utf8'))

  it('lays out what a web server gives to a part of the shops, both Macs in one list', () => {
    const { from, to } = built()
    const done = run(from, to, '--percent', '25')
    expect([done.status, done.stderr]).toEqual([0, ''])
    const names = readdirSync(to)
    expect(names.filter((name) => name.endsWith('.yml'))).toEqual([
      'latest-linux-arm64.yml',
      'latest-linux.yml',
      'latest-mac.yml',
      'latest.yml',
    ])
    for (const name of names.filter((each) => each.endsWith('.yml'))) {
      const feed = feedIn(to, name)
      expect(feed).toMatchObject({ version: '0.2.0', stagingPercentage: 25, releaseNotes: NOTES })
      for (const { url } of feed.files) expect(names).toContain(url)
    }
    const mac = feedIn(to, 'latest-mac.yml')
    expect(mac.files.map(({ url }) => url)).toEqual(['Gerai-0.2.0-mac-x64.zip', 'Gerai-0.2.0-mac-arm64.zip'])
    expect(mac.path).toBe('Gerai-0.2.0-mac-x64.zip')
    expect(names).toContain('gerai_0.2.0_amd64.deb')
    const sums = readFileSync(join(to, 'SHA256SUMS'), 'utf8')
    expect(sums.trimEnd().split('\n')).toHaveLength(names.length - 1)
  })

  it('is run again for more shops, and at a hundred percent names no part any more', () => {
    const { from, to } = built()
    run(from, to)
    expect(feedIn(to, 'latest.yml').stagingPercentage).toBe(10)
    // out of itself: what was built may be gone by then
    expect(run(to, to, '--percent', '50').status).toBe(0)
    expect(feedIn(to, 'latest-mac.yml')).toMatchObject({ stagingPercentage: 50, files: { length: 2 } })
    expect(run(to, to, '--percent', '100').status).toBe(0)
    expect(feedIn(to, 'latest.yml').stagingPercentage).toBe(undefined)
    expect(run(from, to, '--percent', '101').status).not.toBe(0)
  })

  it('refuses a file that is another one than the list says, or is not there', () => {
    const { from, to } = built()
    writeFileSync(join(from, 'gerai-windows-2022', 'Gerai-0.2.0-win-x64.exe'), 'something else')
    rmSync(join(from, 'gerai-ubuntu-24.04', 'Gerai-0.2.0-linux-x86_64.AppImage'))
    const { status, stderr } = run(from, to)
    expect(status).toBe(1)
    expect(stderr).toContain('Gerai-0.2.0-win-x64.exe is not the file that was built')
    expect(stderr).toContain('Gerai-0.2.0-linux-x86_64.AppImage is named and not there')
  })

  it('refuses two versions of one system, notes in one language, and a build without an address', () => {
    const { from, to } = built()
    const intel = join(from, 'gerai-macos-15-intel', 'latest-mac.yml')
    const whole = readFeed(readFileSync(intel, 'utf8'))
    writeFileSync(intel, writeFeed({ ...whole, version: '0.3.0' }))
    expect(run(from, to).stderr).toContain('versions 0.3.0 and 0.2.0 in one feed')
    writeFileSync(intel, writeFeed({ ...whole, releaseNotes: '## English\nFaster.' }))
    expect(run(from, to).stderr).toContain('the release notes say nothing under their heading for "id"')
    const empty = join(to, '..', 'empty')
    mkdirSync(empty)
    expect(run(empty, to).stderr).toContain('GERAI_UPDATE_URL')
  })
})
