/**
 * Small charts as SVG text. Colours come from classes, so that one file is readable on light and on dark pages; the text
 * of each chart is in it as text.
 */
const WIDTH = 860
const PAD = 16
const ROW = 26
const HEAD = 58
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, sans-serif"'

const STYLE = `<style>
  .paper { fill: #ffffff } .ink { fill: #1c2330 } .soft { fill: #5b6575 } .grid { stroke: #d9dee7 } .limit { stroke: #c2410c }
  .limit-text { fill: #c2410c }
  .s0 { fill: #3b5bdb } .s1 { fill: #0f8a6d } .s2 { fill: #b7791f } .s3 { fill: #9c36b5 } .s4 { fill: #5b6575 }
  .l0 { stroke: #3b5bdb } .l1 { stroke: #0f8a6d } .l2 { stroke: #b7791f } .l3 { stroke: #9c36b5 } .l4 { stroke: #5b6575 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #12161d } .ink { fill: #e8ecf3 } .soft { fill: #a3adbd } .grid { stroke: #2c3441 } .limit { stroke: #fb923c }
    .limit-text { fill: #fb923c }
    .s0 { fill: #8ea6ff } .s1 { fill: #4fd1b0 } .s2 { fill: #f0b95a } .s3 { fill: #d8a0ea } .s4 { fill: #a3adbd }
    .l0 { stroke: #8ea6ff } .l1 { stroke: #4fd1b0 } .l2 { stroke: #f0b95a } .l3 { stroke: #d8a0ea } .l4 { stroke: #a3adbd }
  }
</style>`

export interface Axis {
  readonly unit: string
  readonly scale: 'linear' | 'log'
}

interface Mark {
  readonly value: number
  /** Which of the legend's entries this belongs to. */
  readonly series: number
  /** The end of a thin line from the mark: its p95. */
  readonly reach?: number | null
}

export interface RowChart {
  readonly title: string
  readonly subtitle: string
  readonly axis: Axis
  readonly look: 'bars' | 'dots'
  readonly legend: readonly string[]
  readonly rows: readonly {
    readonly label: string
    readonly limit?: number | null
    readonly marks: readonly Mark[]
  }[]
}

/** Names on the left, one bar or some dots for each; a red stroke is what the row may take at most. */
export function rowChart({ title, subtitle, axis, look, legend, rows }: RowChart): string {
  const left = 16 + Math.min(360, Math.max(...rows.map(({ label }) => label.length)) * 7.2)
  const right = WIDTH - 84
  const all = rows.flatMap(({ marks, limit }) => [
    ...marks.flatMap(({ value, reach }) => [value, reach ?? value]),
    limit ?? Number.NaN,
  ])
  const x = scaleOf(all, axis.scale, left, right)
  const heights = rows.map(({ marks }) => (look === 'bars' ? Math.max(1, marks.length) * 15 + 11 : ROW))
  const bottom = HEAD + 22 + heights.reduce((sum, height) => sum + height, 0)
  let top = HEAD + 18
  const drawn = rows.map(({ label, limit, marks }, place) => {
    const height = heights[place] ?? ROW
    const y = top
    top += height
    const middle = y + height / 2
    const parts = [textAt(left - 10, middle + 4, label, { anchor: 'end', look: 'ink' })]
    marks.forEach(({ value, series, reach }, turn) => {
      const line = look === 'bars' ? y + 5 + turn * 15 + 6 : middle
      if (reach != null)
        parts.push(
          `<line class="l${series % 5}" x1="${at(x.of(value))}" x2="${at(x.of(reach))}" y1="${at(line)}" y2="${at(line)}" stroke-width="2" opacity="0.55"/>`,
        )
      if (look === 'dots')
        parts.push(
          `<circle class="s${series % 5}" cx="${at(x.of(value))}" cy="${at(line)}" r="5.5"><title>${escaped(`${label}: ${short(value)} ${axis.unit}`)}</title></circle>`,
        )
      else {
        const width = Math.max(1.5, x.of(value) - left)
        parts.push(
          `<rect class="s${series % 5}" x="${at(left)}" y="${at(line - 6)}" width="${at(width)}" height="12" rx="2"/>`,
          textAt(Math.max(x.of(value), x.of(reach ?? value)) + 6, line + 4, `${short(value)} ${axis.unit}`, {
            look: 'soft',
          }),
        )
      }
    })
    if (limit != null)
      parts.push(
        `<line class="limit" x1="${at(x.of(limit))}" x2="${at(x.of(limit))}" y1="${at(y + 2)}" y2="${at(y + height - 2)}" stroke-width="2"/>`,
      )
    return parts.join('')
  })
  return sheet({
    ...{ title, subtitle, legend, height: bottom + 34, hasLimit: rows.some(({ limit }) => limit != null) },
    body: [
      ...x.ticks.map(
        (tick) =>
          `<line class="grid" x1="${at(x.of(tick))}" x2="${at(x.of(tick))}" y1="${HEAD + 14}" y2="${at(bottom)}"/>` +
          textAt(x.of(tick), bottom + 18, `${short(tick)} ${axis.unit}`, { anchor: 'middle', look: 'soft' }),
      ),
      ...drawn,
    ],
  })
}

export interface LineChart {
  readonly title: string
  readonly subtitle: string
  readonly unit: string
  readonly across: string
  readonly limit: number | null
  readonly lines: readonly {
    readonly label: string
    readonly points: readonly (readonly [x: number, y: number])[]
  }[]
}

/** Lines over a number of sales, from zero upwards; the red line is the budget. */
export function lineChart({ title, subtitle, unit, across, limit, lines }: LineChart): string {
  const bottom = 380
  const left = 70
  const right = WIDTH - 30
  const points = lines.flatMap((line) => line.points)
  const x = scaleOf([0, ...points.map(([value]) => value)], 'linear', left, right)
  const y = scaleOf([0, limit ?? 0, ...points.map(([, value]) => value)], 'linear', bottom, HEAD + 24)
  const drawn = lines.map(({ points: own }, series) => {
    const path = own.map(([px, py]) => `${at(x.of(px))},${at(y.of(py))}`).join(' ')
    return `<polyline class="l${series % 5}" points="${path}" fill="none" stroke-width="2.5" stroke-linejoin="round"/>`
  })
  return sheet({
    ...{ title, subtitle, height: bottom + 56, hasLimit: limit !== null },
    legend: lines.map(({ label }) => label),
    body: [
      ...y.ticks.map(
        (tick) =>
          `<line class="grid" x1="${left}" x2="${right}" y1="${at(y.of(tick))}" y2="${at(y.of(tick))}"/>` +
          textAt(left - 8, y.of(tick) + 4, `${short(tick)} ${unit}`, { anchor: 'end', look: 'soft' }),
      ),
      ...x.ticks.map((tick) =>
        textAt(x.of(tick), bottom + 20, short(tick), { anchor: 'middle', look: 'soft' }),
      ),
      textAt((left + right) / 2, bottom + 42, across, { anchor: 'middle', look: 'soft' }),
      ...(limit === null
        ? []
        : [
            `<line class="limit" x1="${left}" x2="${right}" y1="${at(y.of(limit))}" y2="${at(y.of(limit))}" stroke-width="2" stroke-dasharray="7 5"/>`,
          ]),
      ...drawn,
    ],
  })
}

function sheet({
  title,
  subtitle,
  legend,
  hasLimit,
  height,
  body,
}: {
  readonly title: string
  readonly subtitle: string
  readonly legend: readonly string[]
  readonly hasLimit: boolean
  readonly height: number
  readonly body: readonly string[]
}): string {
  const entries = legend.length > 1 ? legend : []
  let x = PAD
  const keys = entries.map((entry, series) => {
    const key = `<rect class="s${series % 5}" x="${at(x)}" y="${HEAD - 8}" width="12" height="12" rx="2"/>`
    const word = textAt(x + 18, HEAD + 2, entry, { look: 'ink' })
    x += 34 + entry.length * 7.2
    return key + word
  })
  if (hasLimit)
    keys.push(
      `<line class="limit" x1="${at(x + 5)}" x2="${at(x + 5)}" y1="${HEAD - 9}" y2="${HEAD + 5}" stroke-width="2"/>`,
      textAt(x + 14, HEAD + 2, 'budget', { look: 'limit-text' }),
    )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${FONT} font-size="13" role="img" aria-label="${escaped(title)}">`,
    STYLE,
    `<rect class="paper" width="${WIDTH}" height="${height}" rx="8"/>`,
    textAt(PAD, 24, title, { look: 'ink', size: 17 }),
    textAt(PAD, 42, subtitle, { look: 'soft', size: 12 }),
    ...keys,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

interface Scale {
  of(value: number): number
  readonly ticks: readonly number[]
}

function scaleOf(values: readonly number[], kind: Axis['scale'], from: number, to: number): Scale {
  const known = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0))
  if (kind === 'log') {
    const low = Math.floor(Math.log10(Math.min(...known)))
    const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...known))))
    return {
      of: (value) => from + ((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)) * (to - from),
      ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
    }
  }
  const most = Math.max(...known, Number.EPSILON)
  const step = roundStep(most / 5)
  const end = Math.ceil(most / step) * step
  return {
    of: (value) => from + (value / end) * (to - from),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, turn) => turn * step),
  }
}

/** 1, 2 or 5 of some power of ten: what people count in. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5].find((each) => each * power >= rough) ?? 10) * power
}

interface TextLook {
  readonly look: 'ink' | 'soft' | 'limit-text'
  readonly anchor?: 'middle' | 'end'
  readonly size?: number
}

const textAt = (x: number, y: number, text: string, { look, anchor, size }: TextLook): string =>
  `<text class="${look}" x="${at(x)}" y="${at(y)}"${anchor === undefined ? '' : ` text-anchor="${anchor}"`}` +
  `${size === undefined ? '' : ` font-size="${size}"`}>${escaped(text)}</text>`

const at = (value: number): string => String(Number(value.toFixed(1)))

/** `0.031`, `4.2`, `120`, `10 000`: as many digits as say something. */
function short(value: number): string {
  if (value === 0) return '0'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en').replaceAll(',', ' ')
  return String(Number(value.toPrecision(2)))
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
