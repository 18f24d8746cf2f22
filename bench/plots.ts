import type { Figure } from './figure.ts'
import { lineChart, rowChart } from './svg.ts'

export interface Plot {
  readonly file: string
  /** What the picture shows, for who cannot see it. */
  readonly alt: string
  readonly svg: string
}

/** The pictures that these figures are enough for. */
export const plotsOf = (figures: readonly Figure[]): readonly Plot[] =>
  [keptPlot(figures), findPlot(figures), memoryPlot(figures), startPlot(figures)].filter(
    (plot) => plot !== null,
  )

/** Our sale beside the raw insert and the ways of others. */
function keptPlot(figures: readonly Figure[]): Plot | null {
  const found = figures.flatMap((figure) => {
    const [, name, when] = /^kept: (.+), (in new books|after \d+ sales)$/.exec(figure.name) ?? []
    return name === undefined || when === undefined ? [] : [{ name, when, figure }]
  })
  if (found.length === 0) return null
  const whens = [...new Set(found.map(({ when }) => when))]
  const names = [...new Set(found.map(({ name }) => name))]
  const svg = rowChart({
    title: 'One sale of eight lines, kept',
    subtitle: 'bar: median; thin line: to p95. Only Gerai and the raw insert wait until the disk has it.',
    axis: { unit: 'ms', scale: 'linear' },
    ...{ look: 'bars', legend: whens },
    rows: names.map((name) => ({
      label: name,
      marks: found
        .filter((each) => each.name === name)
        .map(({ when, figure }) => ({
          ...{ value: figure.median, reach: figure.p95, series: whens.indexOf(when) },
        })),
    })),
  })
  return { file: 'kept.svg', alt: 'Time to keep one sale, beside other ways to keep it', svg }
}

/** Each search in small and in great books: dots that lie on one another are what is wanted. */
function findPlot(figures: readonly Figure[]): Plot | null {
  const found = figures.flatMap((figure) => {
    const [, name, sales] = /^find: (.+), (\d+)$/.exec(figure.name) ?? []
    return name === undefined ? [] : [{ name, sales: Number(sales), figure }]
  })
  if (found.length === 0) return null
  const sizes = [...new Set(found.map(({ sales }) => sales))].toSorted((a, b) => a - b)
  const names = [...new Set(found.map(({ name }) => name))]
  const svg = rowChart({
    title: 'Finding, by the number of sales in the books',
    subtitle: 'p95 of each search or list; dots that lie on one another do not grow with the books',
    axis: { unit: 'ms', scale: 'log' },
    ...{
      look: 'dots',
      legend: sizes.map((sales) => `${sales.toLocaleString('en').replaceAll(',', ' ')} sales`),
    },
    rows: names.map((name) => {
      const own = found.filter((each) => each.name === name)
      return {
        label: name,
        limit: own[0]?.figure.budget?.atMost ?? null,
        marks: own.map(({ sales, figure }) => ({
          ...{ value: figure.p95 ?? figure.median, series: sizes.indexOf(sales) },
        })),
      }
    }),
  })
  return { file: 'finding.svg', alt: 'Time of each search in books of different size', svg }
}

function memoryPlot(figures: readonly Figure[]): Plot | null {
  const grown = figures.filter(({ name, points }) => name.startsWith('memory: ') && points !== undefined)
  if (grown.length === 0) return null
  const core = grown.find(({ name }) => name.startsWith('memory: core'))
  const svg = lineChart({
    title: 'Memory while selling',
    subtitle: 'resident memory of the core; live JavaScript of the pages, collected before it is read',
    ...{ unit: 'MB', across: 'sales', limit: core?.budget?.atMost ?? null },
    lines: grown.map(({ name, points }) => ({
      label: name.replace(/^memory: /, '').replace(/ after \d+ sales$/, ''),
      points: points ?? [],
    })),
  })
  return { file: 'memory.svg', alt: 'Memory of the core and of the pages against the number of sales', svg }
}

function startPlot(figures: readonly Figure[]): Plot | null {
  const starts = figures.filter(({ name }) => name.startsWith('start: '))
  if (starts.length === 0) return null
  const svg = rowChart({
    title: 'From process start',
    subtitle: 'bar: median; thin line: to p95',
    axis: { unit: 'ms', scale: 'linear' },
    ...{ look: 'bars', legend: ['start'] },
    rows: starts.map(({ name, median, p95, budget }) => ({
      label: name.replace(/^start: /, ''),
      limit: budget?.atMost ?? null,
      marks: [{ value: median, reach: p95, series: 0 }],
    })),
  })
  return { file: 'start.svg', alt: 'Time from process start until the cashier can work', svg }
}
