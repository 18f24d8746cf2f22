import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { listNotices, writeNotices } from './third-party.ts'

/** Writes resources/THIRD-PARTY.txt from what the build bundles: `npm run notices`, after a package came or went. */
buildIfStale()
const notices = listNotices()
const bare = notices.filter(({ text }) => text === null)
if (bare.length > 0)
  throw new Error(`no licence text for ${bare.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`)
writeFileSync(join(import.meta.dirname, '..', 'resources', 'THIRD-PARTY.txt'), writeNotices(notices))
console.log(`${notices.length} packages named in resources/THIRD-PARTY.txt`)
