import './node-version.ts'
import { useCompiled } from './compiled.ts'

useCompiled()
const { runServe } = await import('./serve-host.ts')
await runServe()
