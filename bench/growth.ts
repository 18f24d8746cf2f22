/** How much y grows on 1000 of x, by the straight line that lies nearest to the points. */
export function growthPer1000(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (pick: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const meanX = mean(([x]) => x)
  const meanY = mean(([, y]) => y)
  const across = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const along = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return along === 0 ? Number.NaN : (across / along) * 1_000
}
