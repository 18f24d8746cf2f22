import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { zip, type AsyncZippable } from 'fflate'
import { logFiles } from './log-file.ts'

/** Text of logs that goes into one file for whoever helps, the newest of it; packed it is about a tenth. */
const MOST_BYTES = 8 * 1024 * 1024

/** The newest logs of a folder and one more text, as a zip. Packing happens beside the till, not in its way. */
export async function zipLogs(
  folder: string,
  about: { readonly name: string; readonly text: string },
): Promise<Uint8Array> {
  const files: AsyncZippable = { [about.name]: Buffer.from(about.text) }
  let room = MOST_BYTES
  for (const file of logFiles(folder)) {
    if (room <= 0) break
    const bytes = await readEnd(file, room)
    room -= bytes.length
    files[basename(file)] = bytes
  }
  return await new Promise((resolve, reject) => {
    zip(files, { level: 6 }, (fault, bytes) => {
      if (fault === null) resolve(bytes)
      else reject(fault)
    })
  })
}

/** The last `most` bytes of a file, from the beginning of a line. */
async function readEnd(file: string, most: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const start = Math.max(0, size - most)
    const bytes = Buffer.alloc(size - start)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
    const read = bytes.subarray(0, bytesRead)
    return start === 0 ? read : read.subarray(read.indexOf('\n') + 1)
  } finally {
    await handle.close()
  }
}
