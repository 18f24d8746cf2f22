import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { StoreRefusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Log } from '../core/ports/system.ts'
import { createFileSecrets } from '../main/adapters/secrets/file-secrets.ts'
import { makeFolder } from '../main/adapters/sqlite/files.ts'
import { toStoreRefusal } from '../main/adapters/sqlite/open.ts'
import { createLog } from '../main/adapters/system/log.ts'
import { systemClock } from '../main/adapters/system/system.ts'
import { keepHeapSmall } from '../main/adapters/system/small-heap.ts'
import { endOnUncaught } from '../main/adapters/system/uncaught.ts'
import { modeAtStart, openGerai, type GeraiOptions } from '../main/gerai.ts'
import { profileFromEnvironment } from '../main/hosts/environment-profile.ts'
import { launchSimulator } from '../main/hosts/simulator-process.ts'
import { certificateTroubles } from '../main/hosts/server/certificate.ts'
import type { LanOptions } from '../main/hosts/server/lan-screens.ts'
import { startServer } from '../main/hosts/server/server.ts'
import { callsForCopy, findCopy, offerOf, restoreClosed } from '../main/rescue.ts'
import { askToRestore } from './ask-restore.ts'
import { buildIfStale, PAGES_FOLDER } from './build-if-stale.ts'
import { keepCompiled } from './compiled.ts'
import { LAN_FLAGS, readLanOptions } from './lan-options.ts'
import { defaultDataFolder } from './data-folder.ts'
import { sayJson, sayRefusal } from './say.ts'

const HELP = `Runs Gerai for a browser on this machine (the server host).

  npm run serve -- [options]

  --data DIR       where the books are kept (default: the user's application data folder)
  --port N         0 takes a free port (default 0)
  --mode MODE      practice, test or live (default: the one that was on last; practice the first time)
  --practice       the same as --mode practice
  --no-open        do not open a browser
  --lan            customer screens for paired devices in the shop's network, on a door of their own
  --lan-address A  which address of this machine they use (default: the first one in a local network)
  --lan-port N     their port (default 8640; devices remember it)
  --lan-name NAME  a name of this machine in that network, such as kasir.local; may be given again
  --cert FILE, --key FILE   a certificate of your own, so that screens come by https
  --help           this text

Prints {"ready":true,"url":...,"displayUrl":...} on standard output when it can be used, and stops cleanly on SIGTERM.
The cashier's address holds a token and works on this machine only, also with --lan. PLUGIPAY_KEY_ID, PLUGIPAY_SECRET and
PLUGIPAY_BASE_URL are used in test and live mode while no account is stored in the settings.
`

const MODES: readonly Mode[] = ['practice', 'test', 'live']

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      mode: { type: 'string' },
      practice: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      ...LAN_FLAGS,
    },
  })
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error(`--port ${values.port}: 0 to 65535`)
  const mode = values.practice ? 'practice' : MODES.find((each) => each === values.mode)
  if (values.mode !== undefined && mode === undefined)
    throw new Error(`--mode ${values.mode}: ${MODES.join(', ')}`)
  return { ...values, port: Number(values.port), mode, screens: readLanOptions(values) }
}

/** Runs the server host by the command line; what a start can meet that is nobody's bug is said in words. */
export async function runServe(): Promise<void> {
  try {
    const exitCode = await serve()
    if (exitCode !== null) process.exitCode = exitCode
  } catch (fault) {
    const trouble = troubleOf(fault)
    if (trouble === undefined) throw fault
    process.stderr.write(`${trouble.join('\n')}\n`)
    process.exit(1)
  }
}

async function serve(): Promise<number | null> {
  keepHeapSmall()
  // with it any server could say that money has come; Node reads it at each connection
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  let options: ReturnType<typeof readArguments>
  try {
    options = readArguments()
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n\n${HELP}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const dataFolder = resolve(options.data ?? defaultDataFolder())
  const log = openLog(dataFolder)
  if (!log.ok) {
    sayRefusal(log.error)
    return 1
  }
  endOnUncaught(log.value)
  buildIfStale()
  // whatever is made from here on is the shop's: no other user of this machine reads it
  process.umask(process.umask() | 0o007)
  const gerai = await openOrRescue({
    dataFolder,
    clock: systemClock,
    log: log.value,
    secrets: createFileSecrets(join(dataFolder, 'secrets.json')),
    environmentProfile: profileFromEnvironment(process.env),
    launchSimulator: (file) => launchSimulator(join(import.meta.dirname, 'simulator.ts'), file),
    ...(options.mode === undefined ? {} : { mode: options.mode }),
  })
  if (!gerai.ok) {
    sayRefusal(gerai.error)
    return 1
  }
  const server = await startServer({
    ...{ gerai: gerai.value, port: options.port, pagesFolder: PAGES_FOLDER },
    ...(options.screens === undefined ? {} : { lan: options.screens }),
  })
  stopOnSignal(async () => {
    await server.close()
    await gerai.value.close()
  })
  sayCertificateTroubles(options.screens, server.lanUrl)
  if (options.key !== undefined) sayOpenKey(options.key)
  sayJson({ ready: true, url: server.url, displayUrl: server.displayUrl, lanUrl: server.lanUrl })
  keepCompiled()
  if (!options['no-open']) await openBrowser(server.url)
  return null
}

/** Selling goes on with a certificate that tablets complain about; whoever starts it is told. */
function sayCertificateTroubles(screens: LanOptions | undefined, lanUrl: string | null): void {
  if (screens?.tls === undefined || lanUrl === null) return
  const names = [new URL(lanUrl).hostname.replaceAll(/[[\]]/g, '')]
  const troubles = certificateTroubles(screens.tls.certificate, { names, nowMs: systemClock.epochMs() })
  if (troubles.length === 0) return
  process.stderr.write(
    'Sertifikat --cert akan ditolak tablet. Kasir tetap bisa berjualan.\n' +
      `Tablets will refuse the certificate of --cert. The till sells all the same.\n(${troubles.join('; ')})\n`,
  )
}

/** With the key of the shop's certificate anybody in its network passes for this till. */
function sayOpenKey(file: string): void {
  const isOpen = process.platform !== 'win32' && (statSync(file).mode & 0o004) !== 0
  if (!isOpen) return
  process.stderr.write(
    'Berkas --key bisa dibaca semua pengguna komputer ini. Kasir tetap bisa berjualan. Tutup dengan chmod o-rwx.\n' +
      'Every user of this machine can read the file of --key. The till sells all the same. Shut it with chmod o-rwx.\n' +
      `(${file})\n`,
  )
}

/** Books that do not open can be replaced by a copy, when somebody is there to say so. */
async function openOrRescue(options: GeraiOptions): ReturnType<typeof openGerai> {
  const opened = await openGerai(options)
  if (opened.ok || !callsForCopy(opened.error)) return opened
  const { dataFolder, clock, mode = modeAtStart(dataFolder) } = options
  const newest = await findCopy({ dataFolder, mode, clock })
  if (newest === null) return opened
  sayRefusal(opened.error)
  process.stderr.write(`${offerOf(newest).join('\n')}\n`)
  if (process.stdin.isTTY && (await askToRestore())) {
    const restored = await restoreClosed({ dataFolder, mode, clock }, newest.name)
    return restored.ok ? await openGerai(options) : restored
  }
  const command = `npm run backup -- restore NEWEST --mode ${mode} --data ${JSON.stringify(dataFolder)}`
  process.stderr.write(`Perintahnya / the command:\n  ${command}\n`)
  return opened
}

/** The log is the first thing written in the data folder, so it is also the first to find out that nothing can be. */
function openLog(dataFolder: string): Result<Log, StoreRefusal> {
  try {
    return ok(createLog(makeFolder(join(dataFolder, 'logs'))))
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal.type === 'store_unwritable' ? { ...refusal, folder: dataFolder } : refusal)
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stop().then(() => process.exit(0))
    })
  }
}

/** On a machine without a desktop the address that was printed is all there is, and that is fine. */
async function openBrowser(url: string): Promise<void> {
  const hasDesktop = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (!hasDesktop) {
    process.stderr.write(`Buka alamat ini di peramban / Open this address in a browser:\n${url}\n`)
    return
  }
  const { default: open } = await import('open')
  await open(url).catch(() => {
    process.stderr.write(`Buka alamat ini di peramban / Open this address in a browser:\n${url}\n`)
  })
}

/** What a start can meet that is nobody's bug: by error code, what is said in both languages. */
const START_TROUBLE: Readonly<Record<string, readonly [id: string, en: string]>> = {
  EADDRINUSE: [
    'Port itu sudah dipakai program lain. Tidak ada yang berubah. Pilih port lain, atau 0.',
    'Another program uses that port. Nothing has changed. Choose another port, or 0.',
  ],
  EADDRNOTAVAIL: [
    'Alamat --lan-address itu bukan alamat komputer ini. Tidak ada yang berubah. Lihat alamatnya di pengaturan jaringan.',
    'That --lan-address is not an address of this machine. Nothing has changed. Look it up in the network settings.',
  ],
  EACCES: [
    'Port itu tidak boleh dipakai program biasa. Tidak ada yang berubah. Pilih port 1024 ke atas.',
    'Ordinary programs may not use that port. Nothing has changed. Choose one from 1024 up.',
  ],
  PAGES_MISSING: [
    'Berkas halaman Gerai tidak ada. Buku penjualan aman. Pasang ulang Gerai, atau jalankan "npm run build".',
    'The files of the pages are missing. The books are safe. Install Gerai again, or run "npm run build".',
  ],
  PAGES_OLD: [
    'Halaman Gerai lebih tua dari programnya, dan foldernya tidak bisa ditulis. Buku penjualan aman. Jalankan "npm run build" sebagai pemilik folder program.',
    'The pages are older than the program, and its folder cannot be written. The books are safe. Run "npm run build" as the owner of the program\'s folder.',
  ],
}

function troubleOf(fault: unknown): readonly [id: string, en: string] | undefined {
  if (!(fault instanceof Error) || !('code' in fault)) return undefined
  const isPages = 'path' in fault && String(fault.path).startsWith(dirname(PAGES_FOLDER))
  if (!isPages) return START_TROUBLE[String(fault.code)]
  return START_TROUBLE[fault.code === 'ENOENT' ? 'PAGES_MISSING' : 'PAGES_OLD']
}
