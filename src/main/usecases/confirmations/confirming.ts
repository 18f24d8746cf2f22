import { demandToConfirm } from '../../../core/domain/tenders/confirmation.ts'
import { objection, type Demand } from '../../../core/domain/people/permissions.ts'
import { settingsOf, type Till } from '../till.ts'

/** What confirming one recorded payment takes now, by the shop's policy. */
export function demandOfTender(till: Till, tenderId: string): Demand {
  const tender = till.store.read.saleOfTender(tenderId)?.sale.tenders.find((each) => each.id === tenderId)
  if (tender?.type !== 'manual') return { right: 'confirm_by_rule' }
  const recordedBy = till.store.read.evidenceRecordedBy(tenderId)
  const { kind, amount } = tender
  const { otherThan, ...demand } = demandToConfirm(
    { kind, amount, recordedBy, similarPhoto: till.store.read.photoOf(tenderId)?.similarTenderId != null },
    settingsOf(till).confirmation,
  )
  return otherThan === undefined || isAlone(till, demand, otherThan) ? demand : { ...demand, otherThan }
}

/** Each demand of many, once. */
export function demandsOfTenders(till: Till, tenderIds: readonly string[]): readonly Demand[] {
  const demands = new Map(
    tenderIds.map((tenderId) => {
      const demand = demandOfTender(till, tenderId)
      return [JSON.stringify(demand), demand]
    }),
  )
  return [...demands.values()]
}

/** Four eyes need two people: an owner who is alone with a transfer may confirm it. */
function isAlone(till: Till, demand: Demand, recordedBy: string): boolean {
  const { permissionLimits } = settingsOf(till)
  return !till.store.read
    .people()
    .some(
      (each) => each.active && each.id !== recordedBy && objection(each, demand, permissionLimits) === null,
    )
}
