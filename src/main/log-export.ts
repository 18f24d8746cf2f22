import { readFileSync } from 'node:fs'
import { arch, freemem, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { LogFileView } from '../core/contract/screens-contract.ts'
import { MIGRATIONS } from './adapters/sqlite/migrations/index.ts'
import { zipLogs } from './adapters/system/log-zip.ts'
import { settingsOf, type Till } from './usecases/till.ts'

/**
 * Logs and facts about this till in one zip that a person saves and sends to whoever helps. Gerai itself sends it nowhere.
 * Settings are named one by one: what is added later stays out until somebody has thought about it.
 */
export async function exportLogs(dataFolder: string, till: Till): Promise<LogFileView> {
  const { name, bytes } = await packLogs(dataFolder, till.clock.now(), aboutTill(till))
  return { name, base64: Buffer.from(bytes).toString('base64') }
}

export interface LogFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The same file after a fault: what a till that may be dead no longer says about itself is left out, and nothing else. */
export async function exportLogsAfterFault(
  dataFolder: string,
  at: string,
  till: () => Till,
): Promise<LogFile> {
  let about: object
  try {
    about = aboutTill(till())
  } catch (fault) {
    about = { ...aboutMachine(at), till: `not read: ${String(fault)}` }
  }
  return await packLogs(dataFolder, at, about)
}

async function packLogs(dataFolder: string, at: string, about: object): Promise<LogFile> {
  const text = `${JSON.stringify(about, null, 2)}\n`
  const bytes = await zipLogs(join(dataFolder, 'logs'), { name: 'about.json', text })
  return { name: `gerai-log-${at.slice(0, 16).replaceAll(/\D/g, '')}.zip`, bytes }
}

const aboutMachine = (at: string): object => ({
  at,
  app: { version: appVersion(), schema: MIGRATIONS.length },
  machine: {
    ...{ platform: process.platform, release: release(), arch: arch() },
    ...{ node: process.versions.node, electron: process.versions['electron'] ?? null },
    ...{ memoryMb: Math.round(totalmem() / 1e6), freeMb: Math.round(freemem() / 1e6) },
    upSeconds: Math.round(process.uptime()),
  },
})

function aboutTill(till: Till): object {
  const settings = settingsOf(till)
  const { tillCode, language, theme, utcOffsetMinutes, currency, printAutomatically, autoLockMinutes } =
    settings
  const { providerSharePercent, codeLifetimeSec, personalDataDays } = settings
  return {
    ...aboutMachine(till.clock.now()),
    till: { mode: till.mode, terminalId: till.store.terminalId, provider: till.gateway.name },
    // how each printer is set up and stands; its address may hold a serial number, which helps
    printers: till.store.read
      .printers()
      .map(({ uri, roles, finding, standing }) => ({ uri, roles, finding, standing })),
    customerScreens: till.store.read.pairedScreens().length,
    settings: {
      ...{ tillCode, language, theme, utcOffsetMinutes, currency, printAutomatically, autoLockMinutes },
      ...{ providerSharePercent, codeLifetimeSec, personalDataDays },
    },
  }
}

/** From the package this file runs in, built or not. */
function appVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    try {
      const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version)
    } catch {
      // not in this folder
    }
    if (dirname(folder) === folder) return 'unknown'
  }
}
