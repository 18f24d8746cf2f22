import '../src/cli/node-version.ts'
import { createServer } from 'vite'
import { galleryConfig } from './gallery-config.ts'

/** Serves the page of all parts of the screens on this machine only, drawn anew at every change, until Ctrl+C. */
const server = await createServer(galleryConfig())
await server.listen()
server.printUrls()
