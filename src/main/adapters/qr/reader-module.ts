import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule } from 'zxing-wasm/reader'

const WASM = 'zxing_reader.wasm'

let ready: Promise<unknown> | null = null

/**
 * Loads the reader from this machine, once. Left alone, the library would fetch its binary from a public CDN; a till
 * must work without a network and runs no code that it did not bring along.
 */
export function loadReader(): Promise<unknown> {
  ready ??= load()
  return ready
}

async function load(): Promise<unknown> {
  const file = await readFile(findWasm())
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer
  return await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

/** Beside the bundle (or one folder up, from a chunk) in a built app; in the installed package otherwise. */
function findWasm(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = [join(here, WASM), join(here, '..', WASM)].find((path) => existsSync(path))
  return built ?? createRequire(import.meta.url).resolve(`zxing-wasm/reader/${WASM}`)
}
