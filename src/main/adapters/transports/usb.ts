import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import type { UsbAddress } from './address.ts'
import {
  failed,
  settleWithin,
  textOf,
  writeInChunks,
  type Failed,
  type FailureType,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'
import {
  loadUsbBackend,
  surveyUsb,
  type FoundUsbPrinter,
  type LockedUsbDevice,
  type UsbBackend,
  type UsbSurvey,
} from './usb-backend.ts'

/** A printer of USB's printer class, driven directly. */
export const usbTransport = (
  address: UsbAddress,
  pacing: Pacing,
  loadBackend: () => Promise<UsbBackend> = loadUsbBackend,
): PrinterTransport => ({ open: (signal) => openUsb(address, pacing, loadBackend, signal) })

/** A transfer's own time limit stands behind ours, so that the package always ends before we give up waiting. */
const PACKAGE_GRACE_MS = 1_000
/** More than this at once, and a timed-out transfer had already printed 20 kB of it. */
const LARGEST_TRANSFER = 4096

async function openUsb(
  address: UsbAddress,
  pacing: Pacing,
  loadBackend: () => Promise<UsbBackend>,
  signal: StopSignal,
): Promise<Opened> {
  const opening = openAndClaim(address, pacing, loadBackend)
  const opened = await settleWithin(opening, pacing.connectTimeoutMs, signal)
  if (opened.by === 'value') return opened.value
  if (opened.by === 'error') return failed(usbFailureOf(opened.error), address.uri, textOf(opened.error))
  opening.then((late) => (late.ok ? late.value.close() : undefined)).catch(() => {})
  return failed(
    'printer_stalled',
    address.uri,
    opened.by === 'stopped' ? 'stopped' : 'the device did not open in time',
  )
}

async function openAndClaim(
  address: UsbAddress,
  pacing: Pacing,
  loadBackend: () => Promise<UsbBackend>,
): Promise<Opened> {
  const listed = await findPrinter(address, loadBackend)
  if ('error' in listed) return { ok: false, error: listed.error }
  const { backend, printer } = listed
  try {
    await printer.device.open()
    const driver = await backend.kernelDriver(printer.device, printer.interfaceNumber)
    const detached = driver === 'usblp'
    // any other driver is another program's: detaching would pull the printer from under it
    if (detached) await printer.device.detachKernelDriver(printer.interfaceNumber)
    try {
      await printer.device.claimInterface(printer.interfaceNumber)
    } catch (error) {
      if (detached) await printer.device.attachKernelDriver(printer.interfaceNumber).catch(() => {})
      throw error
    }
    return { ok: true, value: connectionOf(new UsbJob({ address, pacing, backend, printer, detached })) }
  } catch (error) {
    await printer.device.close().catch(() => {})
    const type = usbFailureOf(error)
    const detail = textOf(error)
    // pulled between listing and opening: to the shop it was never there
    if (type === 'printer_gone') return failed('printer_not_found', address.uri, detail)
    return failed(type, address.uri, process.platform === 'win32' ? `${detail}; ${WINDOWS_DETAIL}` : detail)
  }
}

type Found = { readonly backend: UsbBackend; readonly printer: FoundUsbPrinter } | Failed

async function findPrinter(address: UsbAddress, loadBackend: () => Promise<UsbBackend>): Promise<Found> {
  let backend: UsbBackend
  let survey: UsbSurvey
  try {
    backend = await loadBackend()
    survey = await surveyUsb(backend)
  } catch (error) {
    // a machine without USB, or without the package's native part for this system
    return failed('printer_not_found', address.uri, `USB cannot be used here: ${textOf(error)}`)
  }
  const printer = survey.printers.find((each) => isAt(each, address))
  if (printer !== undefined) return { backend, printer }
  const isLocked = survey.locked.some((each) => isAt(each, address))
  if (isLocked) return failed('printer_denied', address.uri, LOCKED_DETAIL)
  return failed('printer_not_found', address.uri, 'no such USB printer')
}

/** Linux gives printers to root and the group lp; the rule file comes with the app's printer profiles. */
const LOCKED_DETAIL =
  'this account may not open the device; on Linux install 60-gerai-printers.rules in /etc/udev/rules.d'

/** Windows gives printers to its own queue, and to programs only by a driver that few shops have. */
const WINDOWS_DETAIL =
  'on Windows this way needs the WinUSB driver: print to the queue instead, queue: and the name Windows gave the printer'

const isAt = (
  printer: FoundUsbPrinter | LockedUsbDevice,
  { vendorId, productId, serial }: UsbAddress,
): boolean =>
  printer.vendorId === vendorId &&
  printer.productId === productId &&
  (serial === null || printer.serial === serial)

interface Claimed {
  readonly address: UsbAddress
  readonly pacing: Pacing
  readonly backend: UsbBackend
  readonly printer: FoundUsbPrinter
  /** Was `usblp` taken off, so that it is put back at the end? */
  readonly detached: boolean
}

/** A printer that only listens has no `read`. */
function connectionOf(job: UsbJob): PrinterConnection {
  const { endpointIn } = job.printer
  return {
    write: (bytes, signal) => job.write(bytes, signal),
    ...(endpointIn === null ? {} : { read: (timeoutMs: number) => job.read(endpointIn, timeoutMs) }),
    portStatus: () => job.portStatus(),
    close: () => job.close(),
  }
}

/** How long a question about the port may take: it is answered by the printer's USB part, whatever the rest does. */
const PORT_STATUS_MS = 500
const GET_PORT_STATUS = 1
const NOTHING = new Uint8Array()

class UsbJob {
  readonly #claimed: Claimed
  /** A device is not to be touched while a transfer is pending, not even to close it. */
  #pending: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | null = null

  constructor(claimed: Claimed) {
    this.#claimed = claimed
  }

  get printer(): FoundUsbPrinter {
    return this.#claimed.printer
  }

  async write(bytes: Uint8Array, signal: StopSignal): Promise<Written> {
    const { address, pacing } = this.#claimed
    const sent = await writeInChunks({
      address: address.uri,
      bytes,
      pacing: {
        ...pacing,
        chunkBytes: Math.min(pacing.chunkBytes, LARGEST_TRANSFER),
        stallTimeoutMs: pacing.stallTimeoutMs + PACKAGE_GRACE_MS,
      },
      signal,
      send: (chunk) => this.#transfer(chunk),
      failureOf: (error) => ({ type: usbFailureOf(error), chunkLeft: true }),
    })
    if (sent.ok) return sent
    await this.#pending
    return await this.#explain(sent.error)
  }

  /** Whatever the printer has to say; a time that runs out is silence, and so is a cable that was pulled. */
  async read(endpoint: number, timeoutMs: number): Promise<Uint8Array> {
    const { device } = this.printer
    return await this.#ask(device.transferIn(endpoint, 64, Math.max(1, timeoutMs)), async (error) => {
      if (/stall/i.test(textOf(error))) await device.clearHalt('in', endpoint).catch(() => {})
    })
  }

  async portStatus(): Promise<number | null> {
    const { device, interfaceNumber: index } = this.printer
    const setup = {
      requestType: 'class',
      recipient: 'interface',
      request: GET_PORT_STATUS,
      value: 0,
      index,
    } as const
    const [status] = await this.#ask(device.controlTransferIn(setup, 1, PORT_STATUS_MS))
    return status ?? null
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#release())
  }

  /** The bytes of an answer, none when it failed. */
  async #ask(
    transfer: Promise<{ readonly data?: DataView | undefined }>,
    onError: (error: unknown) => Promise<void> = async () => {},
  ): Promise<Uint8Array> {
    this.#pending = transfer.catch(() => {})
    try {
      const { data } = await transfer
      return data === undefined ? NOTHING : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    } catch (error) {
      await onError(error)
      return NOTHING
    }
  }

  async #transfer(chunk: Uint8Array): Promise<void> {
    const { printer, pacing } = this.#claimed
    const transfer = printer.device.transferOut(printer.endpointOut, chunk, pacing.stallTimeoutMs)
    this.#pending = transfer.catch(() => {})
    const { bytesWritten } = await transfer
    if (bytesWritten !== chunk.length) throw new Error(`Cancelled: ${bytesWritten} of ${chunk.length} bytes`)
  }

  /** Frees a stalled endpoint for the next job, and tells a pulled cable from a fault by looking once more. */
  async #explain(failure: Failed['error']): Promise<Written> {
    const { address, backend, printer } = this.#claimed
    if (failure.type === 'printer_stalled' && /stall/i.test(failure.detail)) {
      await printer.device.clearHalt('out', printer.endpointOut).catch(() => {})
    }
    if (failure.type !== 'printer_gone' && failure.type !== 'printer_refused')
      return { ok: false, error: failure }
    const survey = await surveyUsb(backend).catch(() => null)
    const isPresent = survey?.printers.some((each) => isAt(each, address)) ?? false
    const type = isPresent ? failure.type : 'printer_gone'
    return { ok: false, error: { ...failure, type } }
  }

  /** Release, give the interface back to the system, close: `close` alone keeps the claim. */
  async #release(): Promise<void> {
    const { printer, detached } = this.#claimed
    await this.#pending
    await printer.device.releaseInterface(printer.interfaceNumber).catch(() => {})
    if (detached) await printer.device.attachKernelDriver(printer.interfaceNumber).catch(() => {})
    await printer.device.close().catch(() => {})
  }
}

/** The package has one error class; its texts are all there is (version 3.1.0, measured on Linux). */
export function usbFailureOf(error: unknown): FailureType {
  const text = textOf(error)
  if (/permission denied|errno 13|access denied/i.test(text)) return 'printer_denied'
  if (/interface is busy|errno 16|resource busy/i.test(text)) return 'printer_busy'
  // a timed-out transfer is "Cancelled"
  if (/cancelled|stall|timed? ?out/i.test(text)) return 'printer_stalled'
  if (/disconnected|fault|endpoint not found|no such device|errno 19|not found/i.test(text))
    return 'printer_gone'
  return 'printer_refused'
}
