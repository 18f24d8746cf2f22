import { spawn } from 'node:child_process'
import { app } from 'electron'
import { onceEnded, ownImage } from './own-image.ts'

/**
 * Starts Gerai anew as soon as this one has ended. Electron's own way needs a helper that runs from the program's folder, and
 * the folder of an AppImage goes with the program: there a shell waits instead, and starts the file itself.
 */
export function startAgain(extra: readonly string[] = []): void {
  const args = [...process.argv.slice(1), ...extra]
  const image = ownImage(process.env, process.execPath)
  if (image === null) {
    app.relaunch(extra.length === 0 ? {} : { args })
    return
  }
  const [shell, ...command] = onceEnded(process.pid, [image, ...args])
  // a folder outside of the image, which would otherwise stay mounted for the shell's sake
  spawn(shell, command, { cwd: '/', detached: true, stdio: 'ignore' }).unref()
}
