import { useQuery } from '@tanstack/react-query'
import { UserRound, UserRoundMinus, UserRoundPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { CustomerRow, CustomerView } from '../../../core/contract/views/after-sale.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/** Long enough not to ask the provider at every letter. */
const SETTLE_MS = 300

/** Finds a customer or adds one, and puts them on a sale; `saleId` null is the order at the counter. */
export function CustomerSheet({
  saleId,
  customer,
  onClose,
}: {
  saleId: string | null
  customer: CustomerView | null
  onClose: () => void
}) {
  const t = useT()
  const [text, setText] = useTyped('customer:text', '')
  const [adding, setAdding] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const choose = useChoose(saleId, onClose)
  const rows = useCustomers(text)
  const first = rows.found[0]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(adding ? 'customer.new' : 'customer.title')}
      description={t(adding ? 'customer.privacy' : 'customer.searchAbout')}
      closeLabel={t('common.close')}
      initialFocus={field}
      testId="customer-sheet"
    >
      {adding ? (
        <NewCustomer saleId={saleId} name={text} onDone={onClose} onBack={() => setAdding(false)} />
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (first === undefined) setAdding(true)
            else void choose.pick(first)
          }}
        >
          {customer !== null && (
            <Current customer={customer} onRemove={() => void choose.pick(null, customer)} />
          )}
          <TextField
            label={t('customer.search')}
            value={text}
            inputRef={field}
            autoFocus
            maxLength={80}
            data-testid="customer-search"
            onChange={(event) => setText(event.target.value)}
          />
          <Found rows={rows} text={text} onPick={(row) => void choose.pick(row)} />
          <Problem trouble={choose.action.trouble} compact />
          <Button
            icon={<UserRoundPlus size={18} aria-hidden="true" />}
            data-testid="customer-new"
            {...(first === undefined && text.trim() !== '' ? { cap: '⏎' } : {})}
            onClick={() => setAdding(true)}
          >
            {t('customer.new')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}

function useChoose(saleId: string | null, onDone: () => void) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const pick = async (row: CustomerRow | null, before?: CustomerView) => {
    const choice = row?.choice ?? null
    const answer = await action.run(() => client.customers.attach({ saleId, choice }))
    if (!answer?.ok) return
    const name = row?.name ?? before?.name ?? ''
    say(row === null ? t('customer.removed', { name }) : t('customer.noted', { name }))
    onDone()
  }
  return { action, pick }
}

interface Customers {
  readonly found: readonly CustomerRow[]
  readonly asking: boolean
  readonly notAsked: boolean
}

/** Ours at once; those only the provider knows when the typing has settled. */
function useCustomers(text: string): Customers {
  const { client } = useCore()
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const own = useQuery({
    queryKey: ['customers', text.trim()],
    queryFn: () => valueOf(client.customers.search({ text })),
    placeholderData: (before) => before,
  })
  const asked = useQuery({
    queryKey: ['customers-asked', settled],
    queryFn: () => valueOf(client.customers.ask({ text: settled })),
    enabled: settled.length > 2,
  })
  const strangers = settled.length > 2 && settled === text.trim() ? (asked.data ?? []) : []
  return {
    found: text.trim() === '' ? [] : [...(own.data ?? []), ...strangers],
    asking: asked.isFetching,
    notAsked: settled.length > 2 && asked.isError,
  }
}

function Current({ customer, onRemove }: { customer: CustomerView; onRemove: () => void }) {
  const t = useT()
  const name = customer.name ?? t('customer.erased')
  return (
    <div className="flex items-center gap-3 rounded-card bg-ground px-3.5 py-1.5">
      <UserRound size={18} aria-hidden="true" className="shrink-0 text-second" />
      <span className="min-w-0 flex-1 truncate text-base font-semibold">{name}</span>
      <button
        type="button"
        data-testid="customer-remove"
        aria-label={t('customer.remove', { name })}
        onClick={onRemove}
        className="flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
      >
        <UserRoundMinus size={18} aria-hidden="true" />
      </button>
    </div>
  )
}

function Found({
  rows,
  text,
  onPick,
}: {
  rows: Customers
  text: string
  onPick: (row: CustomerRow) => void
}) {
  const t = useT()
  const query = text.trim()
  return (
    <div className="flex flex-col gap-1.5" aria-live="polite">
      {rows.found.length > 0 && (
        <ul
          aria-label={t('customer.found')}
          className="calm-scroll m-0 max-h-72 list-none rounded-card border border-line p-0"
        >
          {rows.found.map((row, index) => (
            <li key={keyOf(row)} className="border-b border-line last:border-0">
              <button
                type="button"
                data-testid="customer-row"
                onClick={() => onPick(row)}
                className="flex min-h-13 w-full items-center gap-3 px-3.5 py-1.5 text-left -outline-offset-3 hover:bg-ink/3"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-base font-semibold">{row.name}</span>
                  <span className="block truncate text-note text-second">
                    {[row.phone, row.email, row.choice.kind === 'provider' ? t('customer.atProvider') : null]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {index === 0 && <KeyCap>⏎</KeyCap>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {rows.asking && <p className="m-0 text-note text-second">{t('customer.asking')}</p>}
      {rows.notAsked && <p className="m-0 text-note text-second">{t('customer.notAsked')}</p>}
      {query !== '' && rows.found.length === 0 && !rows.asking && (
        <p className="m-0 text-note text-second">{t('customer.nobody', { query })}</p>
      )}
    </div>
  )
}

const keyOf = ({ choice }: CustomerRow): string =>
  choice.kind === 'own' ? choice.customerId : choice.providerId

function NewCustomer({
  saleId,
  name: typedName,
  onDone,
  onBack,
}: {
  saleId: string | null
  name: string
  onDone: () => void
  onBack: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const looksLikeNumber = /^\+?[\d\s().-]{4,}$/.test(typedName.trim())
  const looksLikeAddress = typedName.includes('@')
  const [typed, setTyped] = useTyped('customer:new', {
    name: looksLikeNumber || looksLikeAddress ? '' : typedName.trim(),
    phone: looksLikeNumber ? typedName.trim() : '',
    email: looksLikeAddress ? typedName.trim() : '',
  })
  const field = useRef<HTMLInputElement>(null)
  const change = (next: Partial<typeof typed>) => {
    setTyped({ ...typed, ...next })
    action.clear()
  }
  const save = async () => {
    const answer = await action.run(async (attemptId) => {
      const made = await client.customers.create({ attemptId, ...typed })
      if (!made.ok) return made
      const choice = { kind: 'own', customerId: made.value.id } as const
      return await client.customers.attach({ saleId, choice })
    })
    if (!answer?.ok) return
    say(t('customer.noted', { name: typed.name.trim() }))
    onDone()
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t('customer.name')}
        value={typed.name}
        inputRef={field}
        autoFocus
        maxLength={80}
        data-testid="customer-name"
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('customer.phone')}
        type="tel"
        inputMode="tel"
        value={typed.phone}
        maxLength={24}
        data-testid="customer-phone"
        onChange={(event) => change({ phone: event.target.value })}
      />
      <TextField
        label={t('customer.email')}
        inputMode="email"
        autoCapitalize="none"
        value={typed.email}
        maxLength={254}
        data-testid="customer-email"
        onChange={(event) => change({ email: event.target.value })}
      />
      <Problem trouble={action.trouble} compact />
      <div className="flex justify-end gap-2.5">
        <Button onClick={onBack}>{t('common.back')}</Button>
        <Button type="submit" tone="accent" cap="⏎" busy={action.busy} data-testid="customer-save">
          {t('customer.save')}
        </Button>
      </div>
    </form>
  )
}
