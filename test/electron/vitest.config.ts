import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Needs the Electron binary and a desktop: `npm run test:electron` looks for both first. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    name: 'electron',
    include: ['test/electron/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 150_000,
  },
})
