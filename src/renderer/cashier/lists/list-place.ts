import type { PageChain } from './page-chain.ts'

/** Where somebody was in a list, for coming back to it. */
export interface ListPlace<Fields> {
  readonly find: string
  readonly fields: Fields
  readonly chosen: string | null
  readonly key: string
  readonly chain: PageChain | null
  readonly scrollTop: number
}

/** Of one person in one mode; what one person looked for is not shown to the next. */
let owner = ''
const places = new Map<string, unknown>()

export function placeOf<Fields>(list: string, person: string): ListPlace<Fields> | null {
  if (owner !== person) return null
  return (places.get(list) as ListPlace<Fields> | undefined) ?? null
}

export function keepPlace<Fields>(list: string, person: string, place: ListPlace<Fields>): void {
  if (owner !== person) places.clear()
  owner = person
  places.set(list, place)
}
