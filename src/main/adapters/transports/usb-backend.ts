import { readFile, readlink } from 'node:fs/promises'

/** What printing uses of the `usb` package; tests put a device of their own behind it. */
export interface UsbBackend {
  getDevices(): Promise<readonly UsbPrinterDevice[]>
  /** The kernel driver that holds an interface, e.g. `usblp`; null when there is none or the system has no such thing. */
  kernelDriver(device: UsbPrinterDevice, interfaceNumber: number): Promise<string | null>
  /** The class of a device's first interface as the system tells everybody; null where it does not. */
  interfaceClass(device: UsbPrinterDevice): Promise<number | null>
}

export interface UsbPrinterDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber?: string | null | undefined
  readonly manufacturerName?: string | null | undefined
  readonly productName?: string | null | undefined
  readonly bus: string
  readonly ports: readonly number[]
  readonly configuration?: UsbConfigurationLike | null | undefined
  open(): Promise<void>
  close(): Promise<void>
  claimInterface(interfaceNumber: number): Promise<void>
  releaseInterface(interfaceNumber: number): Promise<void>
  /** Takes the interface from whoever has it, another program included: only for a bound `usblp`. */
  detachKernelDriver(interfaceNumber: number): Promise<void>
  attachKernelDriver(interfaceNumber: number): Promise<void>
  clearHalt(direction: 'in' | 'out', endpointNumber: number): Promise<void>
  transferOut(
    endpointNumber: number,
    data: Uint8Array,
    timeout?: number,
  ): Promise<{ readonly bytesWritten: number }>
  transferIn(
    endpointNumber: number,
    length: number,
    timeout?: number,
  ): Promise<{ readonly data?: DataView | undefined }>
  controlTransferIn(
    setup: {
      readonly requestType: 'class'
      readonly recipient: 'interface'
      readonly request: number
      readonly value: number
      readonly index: number
    },
    length: number,
    timeout?: number,
  ): Promise<{ readonly data?: DataView | undefined }>
}

export interface UsbConfigurationLike {
  readonly interfaces: readonly {
    readonly interfaceNumber: number
    readonly alternate: {
      readonly interfaceClass: number
      readonly endpoints: readonly {
        readonly endpointNumber: number
        readonly direction: string
        readonly type: string
      }[]
    }
  }[]
}

/** The real package, loaded when the first USB printer is used; rejects where the system has no USB at all. */
export async function loadUsbBackend(): Promise<UsbBackend> {
  const { usb } = await import('usb')
  return {
    getDevices: async () => (await usb.getDevices()) as unknown as UsbPrinterDevice[],
    kernelDriver: boundDriver,
    interfaceClass: knownClass,
  }
}

async function boundDriver(device: UsbPrinterDevice, interfaceNumber: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  try {
    const link = await readlink(`${systemFolder(device, interfaceNumber)}/driver`)
    return link.split('/').at(-1) ?? null
  } catch {
    return null
  }
}

async function knownClass(device: UsbPrinterDevice): Promise<number | null> {
  if (process.platform !== 'linux') return null
  try {
    return Number.parseInt(await readFile(`${systemFolder(device, 0)}/bInterfaceClass`, 'utf8'), 16)
  } catch {
    return null
  }
}

const systemFolder = ({ bus, ports }: UsbPrinterDevice, interfaceNumber: number): string =>
  `/sys/bus/usb/devices/${Number(bus)}-${ports.join('.')}:1.${interfaceNumber}`

/** A printer-class interface that can be written to. Everything is copied: reading a busy device throws. */
export interface FoundUsbPrinter {
  readonly device: UsbPrinterDevice
  readonly vendorId: number
  readonly productId: number
  readonly serial: string | null
  readonly label: string
  readonly interfaceNumber: number
  readonly endpointOut: number
  /** Null for a printer that only listens. */
  readonly endpointIn: number | null
}

const PRINTER_CLASS = 7

/** A device that the system shows and does not let us read. */
export interface LockedUsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serial: string | null
  readonly label: string
  /** Does the system itself know it as a printer? */
  readonly isPrinter: boolean
}

export interface UsbSurvey {
  readonly printers: readonly FoundUsbPrinter[]
  readonly locked: readonly LockedUsbDevice[]
}

/** All USB printers on this machine. A device that cannot be read is set apart: one must not hide the others. */
export async function surveyUsb(backend: UsbBackend): Promise<UsbSurvey> {
  const printers: FoundUsbPrinter[] = []
  const locked: LockedUsbDevice[] = []
  for (const device of await backend.getDevices()) {
    try {
      const printer = describePrinter(device)
      if (printer !== null) printers.push(printer)
    } catch {
      // measured on Linux without permission: names and ids can be read, the configuration throws
      const facts = await describeLocked(backend, device)
      if (facts !== null) locked.push(facts)
    }
  }
  return { printers, locked }
}

function describePrinter(device: UsbPrinterDevice): FoundUsbPrinter | null {
  for (const each of device.configuration?.interfaces ?? []) {
    const bulk = (way: string) =>
      each.alternate.endpoints.find(({ direction, type }) => direction === way && type === 'bulk')
    const out = bulk('out')
    if (each.alternate.interfaceClass !== PRINTER_CLASS || out === undefined) continue
    return {
      device,
      vendorId: device.vendorId,
      productId: device.productId,
      serial: device.serialNumber ?? null,
      label: labelOf(device),
      interfaceNumber: each.interfaceNumber,
      endpointOut: out.endpointNumber,
      endpointIn: bulk('in')?.endpointNumber ?? null,
    }
  }
  return null
}

async function describeLocked(
  backend: UsbBackend,
  device: UsbPrinterDevice,
): Promise<LockedUsbDevice | null> {
  try {
    const { vendorId, productId, serialNumber } = device
    const isPrinter = (await backend.interfaceClass(device)) === PRINTER_CLASS
    return { vendorId, productId, serial: serialNumber ?? null, label: labelOf(device), isPrinter }
  } catch {
    return null
  }
}

const labelOf = ({ manufacturerName, productName }: UsbPrinterDevice): string =>
  [manufacturerName, productName].filter((word) => word != null).join(' ')
