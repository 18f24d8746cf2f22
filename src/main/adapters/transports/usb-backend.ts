import { readlink } from 'node:fs/promises'

/** What printing uses of the `usb` package; tests put a device of their own behind it. */
export interface UsbBackend {
  getDevices(): Promise<readonly UsbPrinterDevice[]>
  /** The kernel driver that holds an interface, e.g. `usblp`; null when there is none or the system has no such thing. */
  kernelDriver(device: UsbPrinterDevice, interfaceNumber: number): Promise<string | null>
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
  clearHalt(direction: 'out', endpointNumber: number): Promise<void>
  transferOut(
    endpointNumber: number,
    data: Uint8Array,
    timeout?: number,
  ): Promise<{ readonly bytesWritten: number }>
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
  }
}

async function boundDriver(device: UsbPrinterDevice, interfaceNumber: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const name = `${Number(device.bus)}-${device.ports.join('.')}:1.${interfaceNumber}`
  try {
    const link = await readlink(`/sys/bus/usb/devices/${name}/driver`)
    return link.split('/').at(-1) ?? null
  } catch {
    return null
  }
}

/** A printer-class interface that can be written to. Everything is copied: reading a busy device throws. */
export interface FoundUsbPrinter {
  readonly device: UsbPrinterDevice
  readonly vendorId: number
  readonly productId: number
  readonly serial: string | null
  readonly label: string
  readonly interfaceNumber: number
  readonly endpointOut: number
}

const PRINTER_CLASS = 7

/** A device that the system shows and does not let us read: it may be a printer. */
export interface LockedUsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serial: string | null
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
      const facts = describeLocked(device)
      if (facts !== null) locked.push(facts)
    }
  }
  return { printers, locked }
}

function describePrinter(device: UsbPrinterDevice): FoundUsbPrinter | null {
  for (const each of device.configuration?.interfaces ?? []) {
    const out = each.alternate.endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
    if (each.alternate.interfaceClass !== PRINTER_CLASS || out === undefined) continue
    return {
      device,
      vendorId: device.vendorId,
      productId: device.productId,
      serial: device.serialNumber ?? null,
      label: [device.manufacturerName, device.productName].filter((word) => word != null).join(' '),
      interfaceNumber: each.interfaceNumber,
      endpointOut: out.endpointNumber,
    }
  }
  return null
}

function describeLocked(device: UsbPrinterDevice): LockedUsbDevice | null {
  try {
    const { vendorId, productId, serialNumber } = device
    return { vendorId, productId, serial: serialNumber ?? null }
  } catch {
    return null
  }
}
