import { runSimulatorCommand } from './command.ts'

const started = await runSimulatorCommand(process.argv.slice(2), { out: process.stdout, err: process.stderr })

if (started.kind === 'done') {
  process.exitCode = started.exitCode
} else {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    void started.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (started.watchesParent) {
    // An app that dies cannot stop its child; the pipe it held open closes in any case.
    process.stdin.once('end', stop).once('close', stop).once('error', stop).resume()
  }
}
