import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Where the build notes which packages went into a part of it: beside what is shipped, not in it. */
export const bundledList = (root: string, part: string): string => join(root, 'out', `packages-${part}.json`)

/**
 * Notes the packages whose code is in the bundle, so that the notices can name exactly these. The root is given, because
 * this file is itself bundled with the build's settings and does not know where it lies.
 */
export function bundledPackages(root: string, part: 'main' | 'preload' | 'renderer'): Plugin {
  return {
    name: 'gerai-bundled-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      const folders = new Set<string>()
      for (const piece of Object.values(bundle)) {
        const from = piece.type === 'chunk' ? Object.keys(piece.modules) : piece.originalFileNames
        for (const id of from) {
          const folder = packageFolder(id)
          if (folder !== null) folders.add(folder)
        }
      }
      mkdirSync(join(root, 'out'), { recursive: true })
      writeFileSync(bundledList(root, part), `${JSON.stringify([...folders].toSorted(), null, 1)}\n`)
    },
  }
}

/** `node_modules/a/node_modules/@b/c` of a module's path in it; null for our own code. */
function packageFolder(id: string): string | null {
  const path = id.replaceAll('\\', '/')
  const found = /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)
  return found?.[1] ?? null
}
