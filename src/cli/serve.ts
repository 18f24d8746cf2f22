import './node-version.ts'
import { useCompiled } from './compiled.ts'
import { dataFolderOf } from './data-folder.ts'

useCompiled(dataFolderOf(process.argv.slice(2)))
const { runServe } = await import('./serve-host.ts')
await runServe()
