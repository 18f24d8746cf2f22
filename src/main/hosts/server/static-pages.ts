import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, extname, join } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
}

interface PageFile {
  readonly type: string
  readonly bytes: Buffer
  readonly tag: string
}

/** Answers with a built file; false when there is none of that name. */
export type StaticPages = (path: string, request: IncomingMessage, response: ServerResponse) => boolean

/**
 * The built pages, read once into memory (about 1 MB): an address is looked up in a list and never becomes a path, and a
 * till that runs while a newer version is built beside it goes on showing its own. With `only`, just that page and what
 * it leads to is there.
 */
export function readPages(folder: string, only?: string): StaticPages {
  const all = new Map(listFiles(folder, '').map((path) => [path, readPage(join(folder, path))]))
  const files = only === undefined ? all : reachableFrom(only, all)
  return (path, request, response) => {
    const file = files.get(path)
    if (file === undefined) return false
    response.setHeader('etag', file.tag)
    // names of assets hold a hash of their content; pages do not
    response.setHeader(
      'cache-control',
      path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    )
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304).end()
      return true
    }
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
    return true
  }
}

/** A page and every file that is named in it, in what that names, and so on. */
function reachableFrom(page: string, all: ReadonlyMap<string, PageFile>): ReadonlyMap<string, PageFile> {
  const found = new Map<string, PageFile>()
  const add = (path: string): void => {
    const file = all.get(path)
    if (file === undefined || found.has(path)) return
    found.set(path, file)
    if (!/\.(?:html|js|css)$/.test(path)) return
    const text = file.bytes.toString('utf8')
    for (const other of all.keys()) if (!other.endsWith('.html') && text.includes(basename(other))) add(other)
  }
  add(page)
  return found
}

function readPage(file: string): PageFile {
  const bytes = readFileSync(file)
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { type: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream', bytes, tag }
}

function listFiles(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.')) return []
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return listFiles(folder, path)
    return entry.isFile() ? [path] : []
  })
}
