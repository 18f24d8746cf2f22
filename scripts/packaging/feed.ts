import { createRequire } from 'node:module'
import { z } from 'zod'
import { notesIn } from '../../src/main/hosts/electron/release-notes.ts'

// the reader and writer that electron-builder itself uses for these files
const builderRequire = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))
const yaml = builderRequire('js-yaml') as {
  load(text: string): unknown
  dump(value: unknown, options: { lineWidth: number }): string
}

/**
 * Where the packed app looks for updates, for electron-builder. The address is not in the code: GERAI_UPDATE_URL names it
 * when installers are built, and without it no installer updates itself. Throws in words when it is not a safe address.
 */
export function feedArguments(environment: NodeJS.ProcessEnv): readonly string[] {
  const given = environment['GERAI_UPDATE_URL'] ?? ''
  if (given === '') return []
  const url = URL.parse(given)
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new Error(`GERAI_UPDATE_URL must be a plain https address of a folder, not ${given}`)
  const folder = given.endsWith('/') ? given : `${given}/`
  return ['-c.publish.provider=generic', `-c.publish.url=${folder}`]
}

const file = z.looseObject({ url: z.string(), sha512: z.string(), size: z.number() })
const feed = z.looseObject({
  version: z.string(),
  files: z.array(file).min(1),
  path: z.string(),
  sha512: z.string(),
  releaseDate: z.string(),
  releaseNotes: z.string().optional(),
  stagingPercentage: z.number().optional(),
})
export type Feed = z.infer<typeof feed>

export const readFeed = (text: string): Feed => feed.parse(yaml.load(text))
export const writeFeed = (written: Feed): string => yaml.dump(written, { lineWidth: -1 })

/** One list for both kinds of Mac, which are built on two machines and would otherwise overwrite each other's. */
export function mergeFeeds(parts: readonly Feed[]): Feed {
  // what older clients read by itself is for Intel: an Apple silicon Mac looks for its own among the files
  const [first, ...others] = parts.toSorted((a, b) => Number(isArm(a)) - Number(isArm(b)))
  if (first === undefined) throw new Error('there is no feed to merge')
  const stranger = others.find(({ version }) => version !== first.version)
  if (stranger !== undefined) throw new Error(`versions ${first.version} and ${stranger.version} in one feed`)
  return { ...first, files: [first, ...others].flatMap(({ files }) => files) }
}

const isArm = ({ path }: Feed): boolean => path.includes('arm64')

/** For so many of a hundred shops; each shop drew its number once, so raising it adds shops and takes none away. */
export function stageFeed(whole: Feed, percent: number): Feed {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    throw new Error(`a part of the shops is 0 to 100 percent, not ${percent}`)
  const { stagingPercentage: _before, ...rest } = whole
  return percent === 100 ? rest : { ...rest, stagingPercentage: percent }
}

/** What is wrong with the notes of a release, one sentence each: every shop reads them in its own language. */
export const faultsOfNotes = (notes: string | undefined): readonly string[] =>
  (['id', 'en'] as const)
    .filter((language) => notesIn(language, notes) === null)
    .map((language) => `the release notes say nothing under their heading for "${language}"`)
