import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MessagePort } from 'node:worker_threads'
import { openPage } from './running.ts'

interface Posted {
  readonly channel: string
  readonly message: unknown
  readonly ports: readonly MessagePort[]
}

function pageAndPosts() {
  const posted: Posted[] = []
  const page = openPage((channel, message, ports) => {
    posted.push({ channel, message, ports })
  })
  return { page, posted }
}

describe('the built preload', () => {
  test('is one CommonJS file, as the sandbox demands', () => {
    const source = readFileSync(join(import.meta.dirname, '..', '..', 'out', 'preload', 'index.cjs'), 'utf8')
    expect(source).not.toMatch(/^\s*(import|export)\b/m)
    expect(source).not.toContain('contextBridge')
  })

  test('needs nothing but electron and leaves nothing behind in its world', () => {
    const { page } = pageAndPosts()
    expect(page.required).toEqual(['electron'])
    expect(page.exposed['module']).toEqual({ exports: {} })
    expect(page.exposed).not.toHaveProperty('gerai')
  })

  test('posts nothing before the page asks', () => {
    expect(pageAndPosts().posted).toEqual([])
  })

  test('gives the page one end of a channel and the main process the other', async () => {
    const { page, posted } = pageAndPosts()
    const atPage = await page.askForPort()
    expect(posted).toMatchObject([{ channel: 'gerai:port', message: null }])
    const [atMain] = posted[0]?.ports ?? []
    const heard = new Promise((resolve) => atMain?.once('message', resolve))
    atPage?.postMessage('from the page')
    expect(await heard).toBe('from the page')
    atPage?.close()
  })

  test('makes a new channel every time the page asks', async () => {
    const { page, posted } = pageAndPosts()
    const ports = [await page.askForPort(), await page.askForPort()]
    expect(posted).toHaveLength(2)
    expect(ports[0]).not.toBe(ports[1])
    for (const port of ports) port?.close()
  })

  test.each([
    ['a frame within the page', { source: {}, origin: 'gerai://app', data: { type: 'gerai:ready' } }],
    ['another site', { source: null, origin: 'https://example.com', data: { type: 'gerai:ready' } }],
  ])('does not listen to %s', (_who, event) => {
    const { page, posted } = pageAndPosts()
    page.hear({ ...event, ports: [] })
    expect(posted).toEqual([])
  })

  test.each([[null], ['gerai:ready'], [{ type: 'gerai:port' }], [{}], [42]])('does not answer %j', (data) => {
    const { page, posted } = pageAndPosts()
    page.hear({ source: page.exposed['window'], origin: 'gerai://app', data, ports: [] })
    expect(posted).toEqual([])
  })

  test('does not answer its own window from another origin', () => {
    const { page, posted } = pageAndPosts()
    const data = { type: 'gerai:ready' }
    page.hear({ source: page.exposed['window'], origin: 'https://example.com', data, ports: [] })
    expect(posted).toEqual([])
  })
})
