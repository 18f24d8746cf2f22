import { access, readdir } from 'node:fs/promises'
import { textOf } from './transport.ts'
import { loadUsbBackend, surveyUsb, type FoundUsbPrinter, type UsbBackend } from './usb-backend.ts'

export interface FoundPrinter {
  /** The address to print to. */
  readonly uri: string
  readonly label: string
}

export interface PrinterSearch {
  readonly printers: readonly FoundPrinter[]
  /** Ways that could not be searched on this machine, and why; the others were. */
  readonly notSearched: readonly { readonly way: 'usb' | 'serial'; readonly detail: string }[]
}

interface Sources {
  readonly usb?: () => Promise<UsbBackend>
  readonly serial?: () => Promise<readonly SerialPortFacts[]>
}

export interface SerialPortFacts {
  readonly path: string
  readonly manufacturer?: string | undefined
}

/** The printers this machine shows by itself. Network printers do not: their address is typed. */
export async function findPrinters({
  usb = loadUsbBackend,
  serial = listSerialPorts,
}: Sources = {}): Promise<PrinterSearch> {
  const [usbFound, serialFound, devices] = await Promise.all([
    searched('usb', async () => (await surveyUsb(await usb())).printers.map(usbToFound)),
    searched('serial', async () => (await serial()).map(serialToFound)),
    printerDevices(),
  ])
  return {
    printers: [...usbFound.printers, ...serialFound.printers, ...devices],
    notSearched: [...usbFound.notSearched, ...serialFound.notSearched],
  }
}

async function searched(
  way: 'usb' | 'serial',
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

function usbToFound({ vendorId, productId, serial, label }: FoundUsbPrinter): FoundPrinter {
  const ids = [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')
  return {
    uri: `usb:${ids}${serial === null || serial === '' ? '' : `:${serial}`}`,
    label: label || 'USB printer',
  }
}

const serialToFound = ({ path, manufacturer }: SerialPortFacts): FoundPrinter => ({
  uri: `serial:${path}?baud=9600`,
  label: manufacturer ?? 'serial port',
})

/** Linux names printers that its own driver holds `/dev/usb/lp0` and up. */
async function printerDevices(): Promise<FoundPrinter[]> {
  const found: FoundPrinter[] = []
  for (let index = 0; index < 8; index += 1) {
    const path = `/dev/usb/lp${index}`
    const exists = await access(path).then(
      () => true,
      () => false,
    )
    if (exists) found.push({ uri: `device:${path}`, label: 'USB printer (usblp)' })
  }
  return found
}
