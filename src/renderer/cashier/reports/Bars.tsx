import { useEffect, useRef, useState } from 'react'
import type UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { loadPlot } from './load-plot.ts'
import { useTheme } from './use-theme-name.ts'

export interface Bar {
  readonly label: string
  readonly value: number
  /** The same place in the period before; null draws none. */
  readonly before: number | null
}

const HEIGHT = 210
const FONT = '12px "Plus Jakarta Sans Variable", system-ui, sans-serif'

/** Bars of one period beside thin marks of the one before, in the theme's colours. A picture: its figures are in a table. */
export function Bars({
  bars,
  about,
  short,
  onDrawn,
}: {
  bars: readonly Bar[]
  about: string
  /** Writes an amount at the edge. */
  short: (amount: number) => string
  /** Hands out what the picture is painted on, and takes it back. */
  onDrawn: (canvas: HTMLCanvasElement | null) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  const Plot = usePlot()
  useEffect(() => {
    const place = box.current
    if (place === null || Plot === null) return undefined
    const plot = new Plot(optionsOf(Plot, place, bars, short), dataOf(bars), place)
    onDrawn(plot.ctx.canvas)
    const watch = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }))
    watch.observe(place)
    return () => {
      watch.disconnect()
      plot.destroy()
      onDrawn(null)
    }
  }, [Plot, bars, short, onDrawn, theme])
  return (
    <div ref={box} role="img" aria-label={about} className="h-[210px] w-full" data-testid="report-chart" />
  )
}

const dataOf = (bars: readonly Bar[]): UPlot.AlignedData => [
  bars.map((_, place) => place),
  bars.map(({ value }) => value),
  bars.map(({ before }) => before),
]

/** Null until it has come; without it the box stays empty, and the figures are in the table all the same. */
function usePlot(): typeof UPlot | null {
  const [plot, setPlot] = useState<{ readonly made: typeof UPlot } | null>(null)
  useEffect(() => {
    let gone = false
    loadPlot().then(
      (made) => {
        if (!gone) setPlot({ made })
      },
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  return plot?.made ?? null
}

function optionsOf(
  Plot: typeof UPlot,
  place: HTMLElement,
  bars: readonly Bar[],
  short: (amount: number) => string,
): UPlot.Options {
  const style = getComputedStyle(place)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  const axis = { stroke: colour('--second'), font: FONT, grid: { stroke: colour('--line'), width: 1 } }
  const paths = Plot.paths.bars
  if (paths === undefined) throw new Error('this uPlot draws no bars')
  // every label fits, or only each nth is written
  const step = Math.max(1, Math.ceil(bars.length / Math.max(1, Math.floor(place.clientWidth / 64))))
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, bars.length - 0.4] },
      y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.08)] },
    },
    series: [
      {},
      {
        ...{ fill: colour('--nila'), width: 0, points: { show: false } },
        paths: paths({ size: [0.62, 56], radius: 0.12 }),
      },
      // a mark at the height it had before, drawn below: a second bar would hide the first
      { paths: () => null, points: { show: false } },
    ],
    hooks: { draw: [(plot) => drawMarks(plot, bars, colour('--ink'))] },
    axes: [
      {
        ...axis,
        size: 34,
        grid: { show: false },
        ticks: { show: false },
        splits: () => bars.flatMap((_, at) => (at % step === 0 ? [at] : [])),
        values: (_plot, splits) => splits.map((at) => bars[at]?.label ?? ''),
      },
      { ...axis, size: 64, ticks: { show: false }, values: (_plot, splits) => splits.map(short) },
    ],
  }
}

function drawMarks(plot: UPlot, bars: readonly Bar[], colour: string): void {
  const { ctx } = plot
  const scale = ctx.canvas.width / Math.max(1, plot.width)
  const half = Math.min(36 * scale, (plot.bbox.width / bars.length) * 0.42)
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = 2 * scale
  ctx.beginPath()
  bars.forEach(({ before }, place) => {
    if (before === null) return
    const x = plot.valToPos(place, 'x', true)
    const y = plot.valToPos(before, 'y', true)
    ctx.moveTo(x - half, y)
    ctx.lineTo(x + half, y)
  })
  ctx.stroke()
  ctx.restore()
}
