import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { feedArguments } from './packaging/feed.ts'

/** Makes the installers of this system in dist/: `npm run package`. More words after `--` go to electron-builder. */
const BUILDER = join(import.meta.dirname, '..', 'node_modules', 'electron-builder', 'cli.js')
const given = process.argv.slice(2)
const feed = feedArguments(process.env)

buildIfStale()
if (feed.length === 0) console.log('GERAI_UPDATE_URL is not set: these installers will not look for updates')
for (const run of runs()) {
  const { status } = spawnSync(process.execPath, [BUILDER, ...run, '--publish', 'never', ...given], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

function runs(): readonly (readonly string[])[] {
  if (process.platform !== 'linux') return [feed]
  // apart, because both would be packed at once from one folder, and the AppImage could get the deb's marks; and the deb
  // gets no address: the system's package manager updates it
  return [
    ['--linux', 'deb'],
    ['--linux', 'AppImage', ...feed],
  ]
}
