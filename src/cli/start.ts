import './node-version.ts'
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EXIT_REFUSED } from '../main/hosts/electron/exit-code.ts'
import { displayArguments } from '../main/hosts/electron/linux-display.ts'
import { buildIfStale } from './build-if-stale.ts'
import { refuse, runCommand } from './command.ts'
import { defaultDataFolder } from './data-folder.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'

const HELP = `Starts Gerai: in its own windows where Electron is there, in a browser otherwise.

  npm start -- [options]

  --data DIR       where the books are kept (default: the user's application data folder, or GERAI_DATA)
  --mode MODE      practice, test or live (default: the one that was on last; practice the first time)
  --practice       the same as --mode practice
  --port N         the port for the browser; with it Gerai always runs in a browser
  --no-open        do not open a browser
  --help           this text

Electron is fetched once when it is missing, for at most a minute. GERAI_HOST=server leaves it out and runs in a browser.
`

const ROOT = join(import.meta.dirname, '..', '..')
const ELECTRON = join(ROOT, 'node_modules', 'electron')
const FETCH_PATIENCE_MS = 60_000
/** An app that ends sooner than this never showed a window. */
const START_MS = 3_000

await runCommand(HELP, async () => {
  const options = readArguments()
  if (options.help) return 'help'
  const wantsServer = process.env['GERAI_HOST'] === 'server' || options.port !== undefined
  const ran = wantsServer ? null : await runInElectron(options)
  if (ran?.type === 'ended') process.exit(ran.exitCode)
  if (ran !== null) process.stderr.write(`${ran.id}\n${ran.en}\n`)
  await runServer(options)
  return 'done'
})

type Options = ReturnType<typeof readArguments>

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: process.env['GERAI_DATA'] || defaultDataFolder() },
      mode: { type: 'string', default: process.env['GERAI_MODE'] ?? '' },
      practice: { type: 'boolean', default: false },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const mode = values.practice ? 'practice' : values.mode
  if (!['', 'practice', 'test', 'live'].includes(mode))
    refuse(
      `Mode ${mode} tidak ada: practice, test, atau live.`,
      `There is no mode ${mode}: practice, test or live.`,
    )
  return { ...values, mode, data: resolve(values.data) }
}

/** Either the app ran to its end, or one sentence in each language says why it could not. */
type Outcome =
  | { readonly type: 'ended'; readonly exitCode: number }
  | { readonly type: 'cannot'; readonly id: string; readonly en: string }

async function runInElectron(options: Options): Promise<Outcome> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return cannot(
      'Di sini tidak ada layar desktop, jadi Gerai jalan di peramban.',
      'There is no desktop here, so Gerai runs in a browser.',
    )
  }
  const binary =
    findElectron(ELECTRON, process.env) ??
    (await fetchElectron(ELECTRON, process.env, FETCH_PATIENCE_MS, sayFetching))
  if (binary === null) {
    return cannot(
      'Electron tidak ada dan tidak dapat diambil, jadi Gerai jalan di peramban.',
      'Electron is not here and could not be fetched, so Gerai runs in a browser.',
    )
  }
  buildIfStale()
  return await launch(binary, options)
}

function cannot(id: string, en: string): Outcome {
  return { type: 'cannot', id, en }
}

function sayFetching(): void {
  process.stderr.write(
    'Mengambil Electron, paling lama satu menit ...\nFetching Electron, for at most a minute ...\n',
  )
}

/** Runs the app until it ends. Ending badly before a window can have been there counts as not able to. */
function launch(binary: string, { data, mode }: Options): Promise<Outcome> {
  const environment = { ...process.env, GERAI_DATA: data, GERAI_MODE: mode }
  // set by some editors; with it Electron would be a plain Node
  delete (environment as NodeJS.ProcessEnv)['ELECTRON_RUN_AS_NODE']
  const startedAt = performance.now()
  // told here, so that the app need not start itself again, out of this command's reach
  const child = spawn(binary, [...displayArguments(process.platform, process.env, []), ROOT], {
    stdio: 'inherit',
    env: environment,
    // a group of its own, so that Ctrl+C reaches it once and through us: at the second one it would not close its books
    detached: process.platform !== 'win32',
  })
  const { wasStopped, forget } = passSignalsTo(child)
  return new Promise((done) => {
    const end = (code: number | null, cause: string): void => {
      forget()
      const isEarly = performance.now() - startedAt < START_MS
      const couldNotStart = isEarly && code !== 0 && code !== EXIT_REFUSED && !wasStopped()
      if (!couldNotStart) return done({ type: 'ended', exitCode: code ?? 1 })
      done(
        cannot(
          `Electron tidak mau jalan di sini (${cause}), jadi Gerai jalan di peramban.`,
          `Electron does not run here (${cause}), so Gerai runs in a browser.`,
        ),
      )
    }
    child.once('error', (fault) => {
      end(null, 'code' in fault ? String(fault.code) : fault.message)
    })
    child.once('exit', (code, signal) => {
      end(code, signal ?? `${code}`)
    })
  })
}

function passSignalsTo(child: ReturnType<typeof spawn>): { wasStopped(): boolean; forget(): void } {
  let isStopped = false
  const pass = (signal: NodeJS.Signals): void => {
    // npm and the terminal may both send it; on Windows the console has already told the app
    if (!isStopped && process.platform !== 'win32') child.kill(signal)
    isStopped = true
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, pass)
  return {
    wasStopped: () => isStopped,
    forget: () => {
      for (const signal of signals) process.off(signal, pass)
    },
  }
}

/** The server host takes its arguments from the command line, so that is where they go. */
async function runServer({ data, mode, port, 'no-open': noOpen }: Options): Promise<void> {
  process.argv.splice(
    2,
    Number.POSITIVE_INFINITY,
    '--data',
    data,
    ...(mode === '' ? [] : ['--mode', mode]),
    ...(port === undefined ? [] : ['--port', port]),
    ...(noOpen ? ['--no-open'] : []),
  )
  await import('./serve.ts')
}
