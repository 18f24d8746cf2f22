import type { RasterImage } from '../../../core/escpos-layout/index.ts'
import * as commands from './commands.ts'
import { EpsonProfile } from './epson-base.ts'
import type { PrinterProfile } from '../../../core/domain/printers.ts'
import { fittingModuleDots } from './qr-raster.ts'

/** Plain ASCII: the layout has already reduced the text, so one name serves whatever page the printer is set to. */
const ENCODING = 'ascii'

/**
 * A printer as the library sees it, saying what measured printers need to hear. Of the library's Epson profile it keeps
 * text and styles; start, feed, cut, drawer, QR and images are its own, because the library's versions switch fonts by
 * themselves, break above 127, cut without feeding, fix QR level L and mangle UTF-8.
 */
export class ReceiptProfile extends EpsonProfile {
  readonly #profile: PrinterProfile

  constructor(profile: PrinterProfile) {
    super({
      profile: 'epson',
      brand: 'Gerai',
      model: profile.name,
      columns: profile.columns,
      // one font only: with two, setColumns() picks the smaller one by itself
      fonts: [{ name: `Font ${profile.font}`, columns: profile.columns }],
      codepage: ENCODING,
      codepages: [{ code: ENCODING, command: '' }],
    })
    this.#profile = profile
  }

  override async initialize(): Promise<void> {
    await this.#send([...commands.reset(), ...commands.internationalSetUsa()])
    // sets the library's own columns and encoding, and ends in applyCodePage
    await super.initialize()
    await this.#send(commands.selectFont(this.#profile.font))
    if (this.#profile.density !== null) await this.#send(commands.density(this.#profile.density))
  }

  protected override async applyCodePage(): Promise<void> {
    await this.#send(commands.selectCodePage(this.#profile.codePage))
  }

  override async feed(lines: number): Promise<void> {
    await this.#send(commands.feedLines(lines))
  }

  override async cutter(): Promise<void> {
    await this.feed(this.#profile.feedLines)
    await this.#send(commands.cut(this.#profile.cutter))
  }

  override async drawer(): Promise<void> {
    if (this.#profile.drawer !== null) await this.#send(commands.kickDrawer(this.#profile.drawer))
  }

  /** Native QR in the middle, with lines of white above and below as its quiet zone. */
  override async qrcode(payload: string, wantedModuleDots: number): Promise<void> {
    const modules = commands.nativeQrModules(payload)
    // the command takes 1 to 16 dots
    const dots = Math.min(16, fittingModuleDots(wantedModuleDots, modules, this.#profile.dotsPerLine))
    const quietLines = dots > 6 ? 2 : 1
    await this.#send([
      ...commands.align('center'),
      ...commands.feedLines(quietLines),
      ...commands.nativeQr(payload, dots),
      ...commands.feedLines(quietLines),
      ...commands.align('left'),
    ])
  }

  /** An image in the middle of the paper, in bands; white is added at the left because clones do not centre dots. */
  async raster(image: RasterImage): Promise<void> {
    const rowBytes = Math.ceil(image.widthDots / 8)
    const paperBytes = Math.floor(this.#profile.dotsPerLine / 8)
    const shownBytes = Math.min(rowBytes, paperBytes)
    const margin = Math.floor((paperBytes - shownBytes) / 2)
    for (let top = 0; top < image.heightDots; top += this.#profile.rasterBandDots) {
      const height = Math.min(this.#profile.rasterBandDots, image.heightDots - top)
      const band = Buffer.alloc((margin + shownBytes) * height)
      for (let row = 0; row < height; row += 1) {
        const start = (top + row) * rowBytes
        band.set(image.rows.subarray(start, start + shownBytes), row * (margin + shownBytes) + margin)
      }
      await this.#send(commands.rasterHeader(margin + shownBytes, height))
      await this.connection.write(band)
    }
  }

  async #send(bytes: readonly number[]): Promise<void> {
    if (bytes.length > 0) await this.connection.write(Buffer.from(bytes))
  }
}
