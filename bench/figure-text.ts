import { verdictOf, type Figure, type MachineFacts } from './figure.ts'

export const HEADINGS = ['figure', 'median', 'p95', 'n', 'budget', '', 'note'] as const

/** One figure as a row of text, in the order of the headings. */
export const cellsOf = (figure: Figure): readonly string[] => [
  figure.name,
  amountText(figure.median, figure.unit),
  figure.p95 === null ? '' : amountText(figure.p95, figure.unit),
  String(figure.samples),
  figure.budget === null ? '' : `${figure.budget.of} <= ${figure.budget.atMost} ${unitText(figure.unit)}`,
  verdictOf(figure),
  figure.note,
]

export function machineLine(machine: MachineFacts): string {
  const { cpu, cores, memoryGB, system, node, commit, uncommittedChanges, loadBefore, loadAfter } = machine
  return (
    `${cpu}, ${cores} cores, ${memoryGB} GB, ${system}, Node ${node}; commit ${commit}` +
    `${uncommittedChanges ? ' with changes' : ''}; load ${loadBefore} before, ${loadAfter} after`
  )
}

const unitText = (unit: Figure['unit']): string => (unit === 'count' ? '' : unit)

/** `0.42 ms`, `12.3 ms`, `120 ms`; what is counted has no unit, and whole numbers no fraction. */
export function amountText(value: number, unit: Figure['unit']): string {
  const digits = unit === 'count' && Number.isInteger(value) ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0
  return `${value.toFixed(digits)} ${unitText(unit)}`.trim()
}
