import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { TransportFailure } from '../../../core/ports/printer.ts'

/** Where a printer is, written the same way in settings, on the command line and in logs. */
export type PrinterAddress =
  | UsbAddress
  | SerialAddress
  | TcpAddress
  | { readonly kind: 'queue'; readonly uri: string; readonly name: string }
  | { readonly kind: 'device'; readonly uri: string; readonly path: string }
  | { readonly kind: 'file'; readonly uri: string; readonly path: string }
  | { readonly kind: 'screen'; readonly uri: string }

export interface UsbAddress {
  readonly kind: 'usb'
  readonly uri: string
  readonly vendorId: number
  readonly productId: number
  /** Null takes the first printer of that vendor and product. */
  readonly serial: string | null
}

export interface SerialAddress {
  readonly kind: 'serial'
  readonly uri: string
  /** `/dev/ttyUSB0`, or `COM3` on Windows. */
  readonly path: string
  readonly baudRate: number
  readonly flow: 'none' | 'rts' | 'xon'
}

export interface TcpAddress {
  readonly kind: 'tcp'
  readonly uri: string
  readonly host: string
  readonly port: number
}

/** The port that receipt printers listen on ("raw" or "JetDirect" printing). */
const RAW_PRINTING_PORT = 9100
const BAUD_RATES = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]
const LONGEST_ADDRESS = 1000

type Parsed = Result<PrinterAddress, TransportFailure>

/** Reads `usb:04b8:0e15`, `serial:/dev/ttyUSB0?baud=9600`, `tcp://host:9100`, `queue:NAME`, `device:`, `file:` or `screen:`. */
export function parsePrinterUri(text: string): Parsed {
  const uri = text.trim()
  if (uri.length > LONGEST_ADDRESS) return invalid(uri.slice(0, 40), 'the address is too long')
  if (/[\p{Cc}\p{Cf}]/u.test(uri)) return invalid(uri, 'the address holds control characters')
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/i.exec(uri) ?? []
  switch (scheme.toLowerCase()) {
    case 'usb':
      return parseUsb(uri, rest)
    case 'serial':
      return parseSerial(uri, rest)
    case 'tcp':
      return parseTcp(uri)
    case 'queue':
      return parseQueue(uri, rest)
    case 'device':
      return parsePath('device', uri, rest)
    case 'file':
      return parsePath('file', uri, rest)
    case 'screen':
      return rest === '' ? ok({ kind: 'screen', uri }) : invalid(uri, 'screen: takes nothing after it')
    default:
      return invalid(uri, 'it must begin with usb:, serial:, tcp://, queue:, device:, file: or screen:')
  }
}

function parseUsb(uri: string, rest: string): Parsed {
  const [, vendor, product, serial] = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(.+))?$/i.exec(rest) ?? []
  if (vendor === undefined || product === undefined) {
    return invalid(uri, 'usb: takes vendor and product as four hexadecimal digits each, e.g. usb:04b8:0e15')
  }
  return ok({
    kind: 'usb',
    uri,
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    serial: serial ?? null,
  })
}

function parseSerial(uri: string, rest: string): Parsed {
  const [path = '', query = ''] = rest.split('?', 2)
  if (!/^(\/dev\/[\w./:-]+|COM\d{1,3})$/i.test(path) || path.includes('..')) {
    return invalid(uri, 'serial: takes a port, e.g. serial:/dev/ttyUSB0 or serial:COM3')
  }
  const settings = new URLSearchParams(query)
  const unknown = [...settings.keys()].find((key) => key !== 'baud' && key !== 'flow')
  if (unknown !== undefined) return invalid(uri, `serial: knows baud and flow, not ${unknown}`)
  const baudRate = Number(settings.get('baud') ?? '9600')
  if (!BAUD_RATES.includes(baudRate)) return invalid(uri, `baud must be one of ${BAUD_RATES.join(', ')}`)
  const flow = settings.get('flow') ?? 'none'
  if (flow !== 'none' && flow !== 'rts' && flow !== 'xon')
    return invalid(uri, 'flow must be none, rts or xon')
  return ok({ kind: 'serial', uri, path, baudRate, flow })
}

function parseTcp(uri: string): Parsed {
  const url = URL.canParse(uri) ? new URL(uri) : null
  const isPlain = url !== null && url.hostname !== '' && /^\/?$/.test(url.pathname) && url.username === ''
  if (!isPlain || url.search !== '' || url.hash !== '' || !uri.includes('://')) {
    return invalid(uri, 'tcp:// takes a host and a port, e.g. tcp://192.168.1.50:9100')
  }
  const port = url.port === '' ? RAW_PRINTING_PORT : Number(url.port)
  if (port === 0) return invalid(uri, 'port 0 cannot be printed to')
  return ok({ kind: 'tcp', uri, host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port })
}

function parseQueue(uri: string, name: string): Parsed {
  // never something that a print command would read as an option or a path
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_ .()@-]{0,126}$/u.test(name))
    return invalid(uri, 'queue: takes the name of a print queue')
  return ok({ kind: 'queue', uri, name })
}

function parsePath(kind: 'device' | 'file', uri: string, rest: string): Parsed {
  // the path stands there as it is: nothing is decoded, so that every file name can be written
  const path = rest.replace(/^\/\/(?=\/)/, '')
  if (path === '' || path.startsWith('//'))
    return invalid(uri, `${kind}: takes a path, e.g. ${kind}:/tmp/out`)
  return ok({ kind, uri, path })
}

const invalid = (address: string, detail: string): { readonly ok: false; readonly error: TransportFailure } =>
  err({ type: 'printer_address_invalid', address, detail, bytesWritten: 0 })
