/** So many a minute, and false for each that is more. Counted in whole minutes of this process, by no clock of the shop. */
export function perMinute(most: number): () => boolean {
  const spend = perMinuteAndVisitor({ each: most, all: most })
  return () => spend('')
}

/**
 * The same for visitors by their address: each has its own share of what there is for all, so that one who comes without
 * end does not shut the others out.
 */
export function perMinuteAndVisitor({
  each,
  all,
}: {
  readonly each: number
  readonly all: number
}): (from: string) => boolean {
  let minute = 0
  let together = 0
  const spent = new Map<string, number>()
  return (from) => {
    const now = Math.floor(performance.now() / 60_000)
    if (now !== minute) {
      ;[minute, together] = [now, 0]
      spent.clear()
    }
    const own = (spent.get(from) ?? 0) + 1
    if (own > each || together >= all) return false
    spent.set(from, own)
    together += 1
    return true
  }
}
