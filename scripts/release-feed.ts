import { createHash } from 'node:crypto'
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faultsOfNotes, mergeFeeds, readFeed, stageFeed, writeFeed, type Feed } from './packaging/feed.ts'

/**
 * Puts what the machines of a release have built into one folder that can be served as it is: `npm run release:feed --
 * FROM TO --percent 10`. Run it again with a higher number to let more shops have it. Every file is read and compared
 * with what the feed says about it, because a feed that names another file stops the update of every shop.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { percent: { type: 'string', default: '10' } },
})
const [from, to] = positionals
if (from === undefined || to === undefined) {
  console.error('npm run release:feed -- FROM TO [--percent 10]')
  process.exit(2)
}
const faults = makeFeed(resolve(from), resolve(to), Number(values.percent))
for (const fault of faults) console.error(`FAIL ${fault}`)
process.exitCode = faults.length === 0 ? 0 : 1

function makeFeed(source: string, target: string, percent: number): readonly string[] {
  const found = globSync('**/latest*.yml', { cwd: source })
  const names = [...new Set(found.map((path) => basename(path)))].toSorted()
  if (names.length === 0)
    return [`there is no latest*.yml in ${from}: was GERAI_UPDATE_URL set for the build?`]
  mkdirSync(target, { recursive: true })
  const wrong: string[] = []
  for (const name of names) {
    const parts = found.filter((path) => basename(path) === name)
    const whole = mergeFeeds(parts.map((path) => readFeed(readFileSync(join(source, path), 'utf8'))))
    wrong.push(
      ...copyFiles(whole, source, target),
      ...faultsOfNotes(whole.releaseNotes).map((what) => `${name}: ${what}`),
    )
    writeFileSync(join(target, name), writeFeed(stageFeed(whole, percent)))
    console.log(`${name}: version ${whole.version}, ${whole.files.length} files, ${percent}% of the shops`)
  }
  // installers that people fetch by hand, and the differences between versions
  for (const path of globSync('**/*.{deb,dmg,blockmap}', { cwd: source }))
    copyUnlessThere(join(source, path), join(target, basename(path)))
  writeSums(target)
  return wrong
}

function copyFiles({ files }: Feed, source: string, target: string): readonly string[] {
  return files.flatMap(({ url, sha512, size }) => {
    const [path] = globSync(`**/${url}`, { cwd: source })
    if (path === undefined) return [`${url} is named and not there`]
    const bytes = readFileSync(join(source, path))
    copyUnlessThere(join(source, path), join(target, url))
    const isSame = bytes.length === size && createHash('sha512').update(bytes).digest('base64') === sha512
    return isSame ? [] : [`${url} is not the file that was built`]
  })
}

function copyUnlessThere(source: string, target: string): void {
  if (relative(source, target) !== '') copyFileSync(source, target)
}

/** For people who compare by hand what they have downloaded. */
function writeSums(target: string): void {
  const lines = globSync('*', { cwd: target })
    .filter((name) => name !== 'SHA256SUMS')
    .toSorted()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(target, name)))
          .digest('hex')}  ${name}\n`,
    )
  writeFileSync(join(target, 'SHA256SUMS'), lines.join(''))
}
