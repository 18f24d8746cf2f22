import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { bundledPackages } from './scripts/bundled-packages.ts'
import { compiledTexts } from './scripts/compiled-texts.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** The QR reader's binary lies beside the bundle: the package it comes from is not shipped, nor ever fetched. */
const qrReader = {
  name: 'gerai-qr-reader',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    this.emitFile({ type: 'asset', fileName: 'zxing_reader.wasm', source: readFileSync(path) })
  },
}

/** fflate names a variable `require`, and so does what electron-vite puts at the top of each chunk: one has to give way. The
 * text of a worker inside it (`__w=require`) keeps its own. */
const packerNames = {
  name: 'gerai-packer-names',
  transform: (code: string, id: string): string | null =>
    /[/\\]fflate[/\\]/.test(id)
      ? code.replaceAll(/(?<!__w=)\brequire\b(?=\(|\s*=)/g, 'requireOfPacker')
      : null,
}

export default defineConfig({
  main: {
    plugins: [qrReader, packerNames, bundledPackages(import.meta.dirname, 'main')],
    build: {
      outDir: 'out/main',
      // natives and what carries its own files stay outside; everything else is bundled, so that nothing else is shipped
      externalizeDeps: { include: ['better-sqlite3', 'serialport', 'usb'] },
      rolldownOptions: {
        external: ['better-sqlite3', 'serialport', 'usb', 'electron'],
        input: {
          index: at('src/main/index.ts'),
          simulator: at('src/simulator/main.ts'),
          // a thread of its own that reads whole books; looked for by this name beside the bundle
          'check-worker': at('src/main/adapters/sqlite/check-worker.ts'),
          // another that reads and writes lists of products
          'tables-worker': at('src/main/adapters/tables/tables-worker.ts'),
          // likewise the one that reads reports
          'report-worker': at('src/main/report-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [bundledPackages(import.meta.dirname, 'preload')],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // a sandboxed preload must be one CommonJS file
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [compiledTexts(), react(), tailwindcss(), bundledPackages(import.meta.dirname, 'renderer')],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // never as data: URLs, because the content security policy does not allow them for scripts and fonts
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { cashier: at('src/renderer/cashier.html'), display: at('src/renderer/display.html') },
      },
    },
  },
})
