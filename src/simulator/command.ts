import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { faultPlanSchema, type FaultPlan } from './faults.ts'
import { DEFAULT_OPTIONS, DIALECTS, type SimulatorKey, type SimulatorOptions } from './options.ts'
import { startSimulator } from './server.ts'

const HELP = `A payment provider on this machine, for practice and tests. Listens on 127.0.0.1 only. Webhooks go to endpoints on
this machine, which the real service refuses, and nowhere else, where the real service sends them.

  --port N            0 takes a free port (default)
  --key-id ID         HMAC key id; "_live_" in it makes a live key (default ak_test_simulator)
  --secret TEXT       HMAC secret (default sk_test_simulator)
  --bearer TEXT       the same key for use without signing (default pk_test_simulator or pk_live_simulator)
  --scopes A,B        what the key may do (default *; plugipay:platform:admin for a partner's key)
  --dialect NAME      whose documents to follow: ${DIALECTS.join(', ')} (default node)
  --rate READS,WRITES signed requests per second (default 100,20)
  --seed N            repeats latency and faults (default 1)
  --faults FILE       a fault plan in JSON
  --latency MS±SPREAD wait before every answer, e.g. 40±20
  --plexo-client-id ID, --plexo-api-key TEXT, --plexo-merchant-id N
                      the second provider, on /v1/sessions and /v1/payments with HTTP Basic
                      (default 1001, plexo_key_simulator, 15001)
  --db FILE           keep the books in this SQLite file (default: forget them)
  --parent-pipe       stop when standard input closes
  --help              this text
`

export interface Streams {
  readonly out: { write(text: string): unknown }
  readonly err: { write(text: string): unknown }
}

export type Started =
  | { readonly kind: 'running'; readonly close: () => Promise<void>; readonly watchesParent: boolean }
  | { readonly kind: 'done'; readonly exitCode: number }

/** Runs the command line: prints one JSON line when ready, or says what is wrong and ends with code 2. */
export async function runSimulatorCommand(argv: readonly string[], { out, err }: Streams): Promise<Started> {
  try {
    const values = parseCommandLine(argv)
    if (values.help) {
      out.write(HELP)
      return { kind: 'done', exitCode: 0 }
    }
    const simulator = await startSimulator(toOptions(values))
    out.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`)
    return { kind: 'running', close: simulator.close, watchesParent: values['parent-pipe'] }
  } catch (cause) {
    err.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    return { kind: 'done', exitCode: 2 }
  }
}

function parseCommandLine(argv: readonly string[]) {
  const text = { type: 'string' } as const
  return parseArgs({
    args: [...argv],
    options: {
      port: { ...text, default: '0' },
      'key-id': text,
      secret: text,
      bearer: text,
      scopes: { ...text, default: '*' },
      dialect: { ...text, default: DEFAULT_OPTIONS.dialect },
      rate: { ...text, default: '100,20' },
      seed: { ...text, default: '1' },
      faults: text,
      latency: { ...text, default: '0' },
      'plexo-client-id': { ...text, default: DEFAULT_OPTIONS.plexo.clientId },
      'plexo-api-key': { ...text, default: DEFAULT_OPTIONS.plexo.apiKey },
      'plexo-merchant-id': { ...text, default: String(DEFAULT_OPTIONS.plexo.merchantId) },
      db: { ...text, default: DEFAULT_OPTIONS.db },
      'parent-pipe': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values
}

type Values = ReturnType<typeof parseCommandLine>

function toOptions(values: Values): SimulatorOptions {
  const dialect = DIALECTS.find((each) => each === values.dialect)
  if (!dialect) throw new Error(`--dialect is one of ${DIALECTS.join(', ')}`)
  const [, reads, writes] = matched('--rate', values.rate, /^(\d+),(\d+)$/)
  const [, ms, spreadMs] = matched('--latency', values.latency, /^(\d+)(?:(?:±|\+-)(\d+))?$/)
  return {
    port: Number(matched('--port', values.port, /^\d{1,5}$/)[0]),
    keys: [keyOf(values)],
    dialect,
    rate: { reads: Number(reads), writes: Number(writes) },
    seed: Number(matched('--seed', values.seed, /^\d{1,10}$/)[0]),
    faults: values.faults === undefined ? null : readPlan(values.faults),
    latency: { ms: Number(ms), spreadMs: Number(spreadMs ?? 0) },
    plexo: {
      clientId: matched('--plexo-client-id', values['plexo-client-id'], /^[^:\s]{1,64}$/)[0],
      apiKey: values['plexo-api-key'],
      merchantId: Number(matched('--plexo-merchant-id', values['plexo-merchant-id'], /^\d{1,9}$/)[0]),
    },
    webhookAnswerMs: DEFAULT_OPTIONS.webhookAnswerMs,
    db: values.db,
  }
}

function keyOf(values: Values): SimulatorKey {
  const keyId = values['key-id'] ?? 'ak_test_simulator'
  const mode = keyId.includes('_live_') ? 'live' : 'test'
  return {
    keyId,
    secret: values.secret ?? 'sk_test_simulator',
    bearer: values.bearer ?? `pk_${mode}_simulator`,
    mode,
    scopes: values.scopes.split(','),
  }
}

function readPlan(file: string): FaultPlan {
  const parsed = faultPlanSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`--faults ${file}: ${parsed.error.message}`)
  return parsed.data
}

function matched(name: string, value: string, pattern: RegExp): RegExpExecArray {
  const match = pattern.exec(value)
  if (!match) throw new Error(`${name} ${value} is not understood; see --help`)
  return match
}
