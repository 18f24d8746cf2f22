import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Without a memory of earlier runs the largest files go first. These are small, run longest, and would be alone at the end. */
class CrashFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification): number => {
      const found = CRASHES.findIndex((name) => moduleId.endsWith(name))
      return found === -1 ? CRASHES.length : found
    }
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}

const CRASHES: readonly string[] = ['/crash.test.ts', '/planted-bugs.test.ts']

/** What stands around the till: hosts, commands, providers, upgrades, packages. About as long as what the browser leaves. */
const AROUND: readonly string[] = [
  'electron-double',
  'hosts',
  'cli',
  'contract',
  'simulator',
  'migrations',
  'packaging',
]

const patient = { testTimeout: 30_000, hookTimeout: 60_000 }
/** What a page shows comes when the machine has time for it: a second is no answer. */
const patientPolls = { expect: { poll: { timeout: 20_000 } } }

export default defineConfig({
  test: {
    // most of these wait for sockets, clocks and pages: two at once, with a browser beside them, keep two cores busy; with three
    // the customer's page comes too late for the two seconds in which a code must be gone
    maxWorkers: 2,
    sequence: { sequencer: CrashFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [
            ...['test/e2e/**', 'test/electron/**', 'test/long/**', 'node_modules/**'],
            ...AROUND.map((folder) => `test/${folder}/**`),
          ],
          ...patient,
          setupFiles: ['test/chance.ts'],
        },
      },
      {
        test: {
          name: 'around',
          include: AROUND.map((folder) => `test/${folder}/**/*.test.ts`),
          ...patient,
          setupFiles: ['test/chance.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/browser-setup.ts'],
          // one browser and one till at a time: two cores are all a build machine has
          fileParallelism: false,
          ...patient,
          ...patientPolls,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          globalSetup: ['test/e2e/browser-setup.ts'],
          fileParallelism: false,
          ...patient,
          ...patientPolls,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
