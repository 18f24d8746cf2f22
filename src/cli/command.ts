/** A command that cannot go on, in the words for both languages. Thrown by `refuse`, told once by `runCommand`. */
class CommandRefusal extends Error {
  readonly id: string
  readonly en: string
  readonly exitCode: 1 | 2

  constructor(id: string, en: string, exitCode: 1 | 2) {
    super(en)
    this.id = id
    this.en = en
    this.exitCode = exitCode
  }
}

/** Ends the command with one sentence in each language. Exit code 2 is a wrong request, 1 is work that failed. */
export function refuse(id: string, en: string, exitCode: 1 | 2 = 2): never {
  throw new CommandRefusal(id, en, exitCode)
}

/**
 * Runs a command to its exit code. `help` shows the help text; options that Node's parser does not know are refused
 * like any other wrong request; a bug keeps its stack.
 */
export async function runCommand(
  help: string,
  run: () => Promise<'done' | 'help' | 'failed'>,
): Promise<void> {
  try {
    const end = await run()
    if (end === 'help') process.stdout.write(help)
    process.exitCode = end === 'failed' ? 1 : 0
  } catch (fault) {
    if (fault instanceof CommandRefusal) return tell(fault)
    if (isParseFault(fault))
      return tell(new CommandRefusal(`Perintahnya tidak dikenal: ${fault.message}`, fault.message, 2))
    throw fault
  }
}

function tell({ id, en, exitCode }: CommandRefusal): void {
  process.stderr.write(`${id}\n${en}\n`)
  process.exitCode = exitCode
}

function isParseFault(fault: unknown): fault is Error {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS')
}
