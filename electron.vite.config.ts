import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // natives and what carries its own files stay outside; everything else is bundled, so that nothing else is shipped
      externalizeDeps: { include: ['better-sqlite3', 'serialport', 'usb'] },
      rolldownOptions: {
        external: ['better-sqlite3', 'serialport', 'usb', 'electron'],
        input: { index: at('src/main/index.ts'), simulator: at('src/simulator/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
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
    plugins: [react(), tailwindcss()],
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
