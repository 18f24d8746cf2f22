import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import type { Refusal } from '../core/domain/refusals.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import { makeFolder } from './adapters/sqlite/files.ts'
import { toStoreRefusal } from './adapters/sqlite/open.ts'
import { keepHeapSmall } from './adapters/system/small-heap.ts'
import { modeAtStart } from './gerai.ts'
import { takeDoorsOff } from './hosts/electron/command-line.ts'
import { EXIT_REFUSED } from './hosts/electron/exit-code.ts'
import { prepareHost, runHost } from './hosts/electron/host.ts'
import { displayArguments } from './hosts/electron/linux-display.ts'
import { recoverOwner } from './hosts/electron/owner-recovery.ts'
import { showRefusal } from './hosts/electron/refusal-box.ts'
import { startAgain } from './hosts/electron/start-again.ts'

/**
 * The Electron entry. GERAI_DATA names another data folder, GERAI_MODE the mode to open; `--recover-owner` gives an owner a new
 * PIN instead. Nothing here may wait for Electron to
 * be ready before this file ends: it becomes ready only when the entry has been read to its end.
 */
const MODES: readonly Mode[] = ['practice', 'test', 'live']
const mode = MODES.find((each) => each === process.env['GERAI_MODE'])
const givenFolder = process.env['GERAI_DATA'] ?? ''
const dataFolder = givenFolder === '' ? app.getPath('userData') : resolve(givenFolder)

// what Node reads of its environment and no fuse shuts: with it any server could say that money has come
delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
// a developer's own start may be looked into
const door = app.isPackaged ? takeDoorsOff(app.commandLine) : null
const more = displayArguments(process.platform, process.env, process.argv)

if (door !== null) refuse({ type: 'switch_refused', name: door })
else if (more.length > 0) {
  // before this process holds anything: not a folder, not a lock, not a window
  startAgain(more)
  app.exit(0)
} else if (claimDataFolder()) {
  if (app.commandLine.hasSwitch('recover-owner'))
    void recoverOwner(dataFolder, mode ?? modeAtStart(dataFolder))
  else start()
}

function start(): void {
  keepHeapSmall()
  prepareHost()
  void runHost({
    dataFolder,
    builtFolder: join(import.meta.dirname, '..'),
    ...(mode === undefined ? {} : { mode }),
  })
}

/** One app per data folder; the second one brings the first to the front and ends. */
function claimDataFolder(): boolean {
  try {
    // Chromium's own files stay out of the folder that gets copied and backed up
    makeFolder(join(dataFolder, 'browser'))
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    refuse(refusal.type === 'store_unwritable' ? { ...refusal, folder: dataFolder } : refusal)
    return false
  }
  app.setPath('userData', dataFolder)
  app.setPath('sessionData', join(dataFolder, 'browser'))
  if (app.requestSingleInstanceLock()) return true
  app.quit()
  return false
}

/** Says it when Electron is ready and not before: on Linux a box that comes earlier is only a line on a terminal. */
function refuse(refusal: Refusal): void {
  // Chromium needs a place of its own even to say that there is none
  const folder = mkdtempSync(join(app.getPath('temp'), 'gerai-'))
  app.setPath('userData', folder)
  app.setPath('sessionData', folder)
  void app.whenReady().then(() => {
    showRefusal(refusal)
    rmSync(folder, { recursive: true, force: true })
    app.exit(EXIT_REFUSED)
  })
}
