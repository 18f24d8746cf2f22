import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const ROOT = resolve(import.meta.dirname, '..')

/** The page of all parts of the screens. It stands outside of the product: nothing of it is in the app's build. */
export const galleryConfig = (outDir?: string): InlineConfig => ({
  configFile: false,
  root: resolve(ROOT, 'test/gallery'),
  // beside no other tool's, and never in the tree
  cacheDir: resolve(ROOT, 'node_modules/.cache/gallery'),
  logLevel: 'warn',
  plugins: [react(), tailwindcss()],
  server: { host: '127.0.0.1', fs: { allow: [ROOT] } },
  preview: { host: '127.0.0.1', port: 0 },
  build: {
    ...(outDir === undefined ? {} : { outDir }),
    emptyOutDir: true,
    minify: false,
    chunkSizeWarningLimit: 10_000,
    assetsInlineLimit: 0,
  },
})
