import type * as KoffiModule from 'koffi'

/**
 * What printing uses of Windows' spooler (winspool.drv). Each call is one function of it; a number is Windows' error
 * code, 0 is success. Tests put a spooler of their own behind it.
 */
export interface Winspool {
  /** OpenPrinterW. */
  open(queue: string): Promise<{ readonly error: number; readonly handle: SpoolerHandle }>
  /** GetPrinterW, level 2: status and attribute bits. */
  state(handle: SpoolerHandle): Promise<SpoolerState>
  /** StartDocPrinterW with data type RAW, so that no driver touches the bytes. */
  startDocument(handle: SpoolerHandle, name: string): Promise<{ readonly error: number }>
  startPage(handle: SpoolerHandle): Promise<{ readonly error: number }>
  /** WritePrinter: how many bytes the spooler took. */
  write(
    handle: SpoolerHandle,
    bytes: Uint8Array,
  ): Promise<{ readonly error: number; readonly written: number }>
  endPage(handle: SpoolerHandle): Promise<{ readonly error: number }>
  /** EndDocPrinter: from here on the job is the spooler's. */
  endDocument(handle: SpoolerHandle): Promise<{ readonly error: number }>
  /** AbortPrinter: takes an unfinished document out of the queue. */
  abort(handle: SpoolerHandle): Promise<{ readonly error: number }>
  close(handle: SpoolerHandle): Promise<void>
  /** EnumPrintersW: the names of the queues, local and connected. */
  queues(): Promise<readonly string[]>
}

/** Windows' HANDLE; only ever handed back. */
export type SpoolerHandle = bigint | number

export interface SpoolerState {
  readonly error: number
  /** PRINTER_STATUS_* bits. */
  readonly status: number
  /** PRINTER_ATTRIBUTE_* bits. */
  readonly attributes: number
}

const DOCUMENT_LEVEL = 1
const INFO_LEVEL = 2
const NAMES_LEVEL = 4
/** PRINTER_ENUM_LOCAL and PRINTER_ENUM_CONNECTIONS. */
const LOCAL_AND_CONNECTED = 0x2 | 0x4

/**
 * Windows' own spooler, through koffi. Loaded when the first queue is used, and on Windows only. Every call that may wait
 * for a print server runs on a thread of its own, so that the till goes on.
 */
export async function loadWinspool(): Promise<Winspool> {
  if (process.platform !== 'win32') throw new Error('this system has no Windows spooler')
  const koffi = await import('koffi')
  return winspoolOver(koffi, koffi.load('winspool.drv'), koffi.load('kernel32.dll'))
}

type Koffi = typeof KoffiModule
type Library = ReturnType<Koffi['load']>

/** The calls as the libraries export them. */
function winspoolOver(koffi: Koffi, spooler: Library, kernel: Library): Winspool {
  const types = describeTypes(koffi)
  const lastError = kernel.func('__stdcall', 'GetLastError', 'uint32', [])
  const { out, pointer } = koffi
  const declare = (name: string, ...parameters: Parameters<Library['func']>[3]) => {
    const call = spooler.func('__stdcall', name, 'int', parameters)
    return (...values: unknown[]): Promise<number> =>
      new Promise((resolve, reject) => {
        call.async(...values, (fault: unknown, isDone: number) => {
          if (fault instanceof Error) reject(fault)
          // koffi keeps the error of the thread that made the call; a failure without one is still a failure
          else resolve(isDone !== 0 ? 0 : Number(lastError()) || UNNAMED_ERROR)
        })
      })
  }
  const openPrinter = declare('OpenPrinterW', 'str16', out(pointer('void *')), 'void *')
  const getPrinter = declare('GetPrinterW', 'void *', 'uint32', 'void *', 'uint32', out(pointer('uint32')))
  const startDoc = declare('StartDocPrinterW', 'void *', 'uint32', pointer(types.document))
  const startPage = declare('StartPagePrinter', 'void *')
  const writePrinter = declare('WritePrinter', 'void *', 'void *', 'uint32', out(pointer('uint32')))
  const endPage = declare('EndPagePrinter', 'void *')
  const endDoc = declare('EndDocPrinter', 'void *')
  const abortPrinter = declare('AbortPrinter', 'void *')
  const closePrinter = declare('ClosePrinter', 'void *')
  const enumPrinters = declare(
    'EnumPrintersW',
    ...['uint32', 'str16', 'uint32', 'void *', 'uint32'],
    ...[out(pointer('uint32')), out(pointer('uint32'))],
  )
  return {
    open: async (queue) => {
      const handle: SpoolerHandle[] = [0]
      return { error: await openPrinter(queue, handle, null), handle: handle[0] ?? 0 }
    },
    state: async (handle) => {
      const needed = [0]
      // the first call only says how much room the answer takes
      await getPrinter(handle, INFO_LEVEL, null, 0, needed)
      const room = Buffer.alloc(Math.max(needed[0] ?? 0, koffi.sizeof(types.info)))
      const error = await getPrinter(handle, INFO_LEVEL, room, room.length, needed)
      if (error !== 0) return { error, status: 0, attributes: 0 }
      const { Status, Attributes } = koffi.decode(room, types.info) as { Status: number; Attributes: number }
      return { error, status: Status, attributes: Attributes }
    },
    startDocument: async (handle, name) => {
      const document = { pDocName: name, pOutputFile: null, pDatatype: 'RAW' }
      return { error: await startDoc(handle, DOCUMENT_LEVEL, document) }
    },
    startPage: async (handle) => ({ error: await startPage(handle) }),
    write: async (handle, bytes) => {
      const written = [0]
      const error = await writePrinter(handle, Buffer.from(bytes), bytes.length, written)
      return { error, written: written[0] ?? 0 }
    },
    endPage: async (handle) => ({ error: await endPage(handle) }),
    endDocument: async (handle) => ({ error: await endDoc(handle) }),
    abort: async (handle) => ({ error: await abortPrinter(handle) }),
    close: async (handle) => void (await closePrinter(handle)),
    queues: async () => {
      const [needed, count] = [[0], [0]]
      await enumPrinters(LOCAL_AND_CONNECTED, null, NAMES_LEVEL, null, 0, needed, count)
      const room = Buffer.alloc(Math.max(needed[0] ?? 0, 1))
      const error = await enumPrinters(
        LOCAL_AND_CONNECTED,
        null,
        NAMES_LEVEL,
        room,
        room.length,
        needed,
        count,
      )
      if (error !== 0 || (count[0] ?? 0) === 0) return []
      const rows = koffi.decode(room, types.name, count[0] ?? 0) as { pPrinterName: string }[]
      return rows.map((row) => row.pPrinterName)
    },
  }
}

/** For a call that failed and left no error code. */
const UNNAMED_ERROR = 0xffffffff

/** DOC_INFO_1W, PRINTER_INFO_2W and PRINTER_INFO_4W as they lie in memory. */
function describeTypes(koffi: Koffi) {
  const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'str16']))
  const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'uint32']))
  return {
    document: koffi.struct(texts('pDocName', 'pOutputFile', 'pDatatype')),
    info: koffi.struct({
      ...texts('pServerName', 'pPrinterName', 'pShareName', 'pPortName', 'pDriverName', 'pComment'),
      ...{ pLocation: 'str16', pDevMode: 'void *' },
      ...texts('pSepFile', 'pPrintProcessor', 'pDatatype', 'pParameters'),
      pSecurityDescriptor: 'void *',
      ...numbers('Attributes', 'Priority', 'DefaultPriority', 'StartTime', 'UntilTime'),
      ...numbers('Status', 'cJobs', 'AveragePPM'),
    }),
    name: koffi.struct({ ...texts('pPrinterName', 'pServerName'), Attributes: 'uint32' }),
  }
}
