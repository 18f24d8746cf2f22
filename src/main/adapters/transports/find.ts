import { access, readdir } from 'node:fs/promises'
import type { FoundPrinter, PrinterSearch } from '../../../core/ports/receipt-printers.ts'
import { listQueues } from './queue.ts'
import { textOf } from './transport.ts'
import { loadUsbBackend, surveyUsb, type UsbBackend, type UsbSurvey } from './usb-backend.ts'

interface Sources {
  readonly usb?: () => Promise<UsbBackend>
  readonly serial?: () => Promise<readonly SerialPortFacts[]>
  readonly queues?: () => Promise<readonly string[]>
}

export interface SerialPortFacts {
  readonly path: string
  readonly manufacturer?: string | undefined
  /** Of the USB cable's chip, as four hexadecimal digits. */
  readonly vendorId?: string | undefined
}

/** The printers this machine shows by itself. Network printers do not: their address is typed. */
export async function findPrinters({
  usb = loadUsbBackend,
  serial = listSerialPorts,
  queues = listQueues,
}: Sources = {}): Promise<PrinterSearch> {
  const searches = await Promise.all([
    searched('usb', async () => usbToFound(await surveyUsb(await usb()))),
    // cables first: the ports that are built in are always there, with or without a printer
    searched('serial', async () =>
      (await serial()).map(serialToFound).toSorted((a, b) => Number(isNameless(a)) - Number(isNameless(b))),
    ),
    searched('queue', async () => (await queues()).map(queueToFound)),
    searched('device', printerDevices),
  ])
  const [usbSearch, ...others] = searches
  // the same printer by the system's driver; the direct way is the better one, and one name is enough
  const isTwice = ({ uri }: FoundPrinter): boolean =>
    uri.startsWith('device:') && (usbSearch?.printers.length ?? 0) > 0
  return {
    printers: [
      ...(usbSearch?.printers ?? []),
      ...others.flatMap(({ printers }) => printers).filter((found) => !isTwice(found)),
    ],
    notSearched: searches.flatMap(({ notSearched }) => notSearched),
  }
}

async function searched(
  way: PrinterSearch['notSearched'][number]['way'],
  search: () => Promise<FoundPrinter[]>,
): Promise<PrinterSearch> {
  try {
    return { printers: await search(), notSearched: [] }
  } catch (error) {
    return { printers: [], notSearched: [{ way, detail: textOf(error) }] }
  }
}

async function listSerialPorts(): Promise<readonly SerialPortFacts[]> {
  try {
    const { SerialPort } = await import('serialport')
    return await SerialPort.list()
  } catch (error) {
    // the package asks udev; where that is missing, the names the kernel gives are still there
    if (process.platform !== 'linux') throw error
    const names = await readdir('/dev')
    return names
      .filter((name) => /^(ttyUSB|ttyACM|rfcomm)\d+$/.test(name))
      .map((name) => ({ path: `/dev/${name}` }))
  }
}

/** A printer this account may not open is shown too: the shop has to know that it is there and what is in the way. */
const usbToFound = ({ printers, locked }: UsbSurvey): FoundPrinter[] => [
  ...printers.map((each) => ({ uri: usbUri(each), label: each.label || 'USB printer', locked: false })),
  ...locked
    .filter(({ isPrinter }) => isPrinter)
    .map((each) => ({ uri: usbUri(each), label: each.label || 'USB printer', locked: true })),
]

function usbUri({
  vendorId,
  productId,
  serial,
}: {
  readonly vendorId: number
  readonly productId: number
  readonly serial: string | null
}): string {
  const ids = [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')
  return `usb:${ids}${serial === null || serial === '' ? '' : `:${serial}`}`
}

/** Who made the chip in the cable; printers behind it have no name. */
const CABLE_CHIPS: Readonly<Record<string, string>> = {
  '1a86': 'QinHeng CH340',
  '067b': 'Prolific PL2303',
  '0403': 'FTDI',
  '10c4': 'Silicon Labs CP210x',
  '04b8': 'EPSON',
}

const serialToFound = ({ path, manufacturer, vendorId }: SerialPortFacts): FoundPrinter => ({
  uri: `serial:${path}?baud=9600`,
  label: manufacturer ?? CABLE_CHIPS[vendorId?.toLowerCase() ?? ''] ?? NAMELESS,
  locked: false,
})

const NAMELESS = 'serial port'
const isNameless = ({ label }: FoundPrinter): boolean => label === NAMELESS

const queueToFound = (name: string): FoundPrinter => ({ uri: `queue:${name}`, label: name, locked: false })

/** Linux names printers that its own driver holds `/dev/usb/lp0` and up. */
async function printerDevices(): Promise<FoundPrinter[]> {
  const found: FoundPrinter[] = []
  for (let index = 0; index < 8; index += 1) {
    const path = `/dev/usb/lp${index}`
    const exists = await access(path).then(
      () => true,
      () => false,
    )
    if (exists) found.push({ uri: `device:${path}`, label: 'USB printer (usblp)', locked: false })
  }
  return found
}
