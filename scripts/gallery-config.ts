import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

const ROOT = resolve(import.meta.dirname, '..')

/** Every text of the catalogs carries unseen marks there, so that a test can tell what was never translated. */
const markedTexts: Plugin = {
  name: 'gerai-marked-texts',
  enforce: 'pre',
  resolveId: (id, importer) =>
    /[/\\]translate\.ts$/.test(id) && importer?.includes('marked-translate') === false
      ? resolve(ROOT, 'test/gallery/marked-translate.ts')
      : null,
}

/** The page of all parts of the screens. It stands outside of the product: nothing of it is in the app's build. */
export const galleryConfig = (outDir?: string): InlineConfig => ({
  configFile: false,
  root: resolve(ROOT, 'test/gallery'),
  // beside no other tool's, and never in the tree
  cacheDir: resolve(ROOT, 'node_modules/.cache/gallery'),
  logLevel: 'warn',
  plugins: [markedTexts, react(), tailwindcss()],
  server: { host: '127.0.0.1', fs: { allow: [ROOT] } },
  // built once and looked at many times
  preview: { host: '127.0.0.1', port: 0, headers: { 'Cache-Control': 'max-age=3600' } },
  build: {
    ...(outDir === undefined ? {} : { outDir }),
    emptyOutDir: true,
    minify: true,
    chunkSizeWarningLimit: 10_000,
    assetsInlineLimit: 0,
  },
})
