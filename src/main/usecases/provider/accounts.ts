import type { BankAccount } from '../../../core/domain/tenders/invite.ts'
import type { ChargeAnswer } from '../../../core/ports/gateway.ts'
import type { Till } from '../till.ts'

const ACCOUNTS = 'provider_accounts'

/**
 * Accounts that the provider tells customers to transfer to, as it last told them. Offered to the owner, who compares and
 * saves them; never shown to a customer by themselves, or a swapped account would collect the shop's money.
 */
export function offeredAccounts(till: Till): readonly BankAccount[] {
  const text = till.store.read.value(ACCOUNTS)
  return text === null ? [] : (JSON.parse(text) as BankAccount[])
}

export function rememberAccounts(till: Till, answer: ChargeAnswer): void {
  if (answer.type !== 'instructions' || answer.accounts.length === 0) return
  const text = JSON.stringify(answer.accounts)
  if (till.store.read.value(ACCOUNTS) === text) return
  till.store.write((books) => {
    books.setValue(ACCOUNTS, text)
  })
}
