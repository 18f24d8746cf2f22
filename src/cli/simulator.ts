import { keepCompiled, useCompiled } from './compiled.ts'

useCompiled()
await import('../simulator/main.ts')
keepCompiled()
