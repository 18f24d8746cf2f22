import { useQuery } from '@tanstack/react-query'
import { Copy, Download, Mail, MessageCircle, Printer } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ProviderReceiptView } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import { saveFile } from '../../ui/slip-files.ts'
import { LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'
import { copyText } from './copy-text.ts'

const QR_ROOM = 190

/** The payment service's own receipt: what it says, and the ways to hand it to the customer. */
export function ProviderReceiptSheet({
  view,
  tenderId,
  onClose,
}: {
  view: CounterView
  tenderId: string
  onClose: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const receipt = useQuery({
    queryKey: ['provider-receipt', view.mode, tenderId],
    queryFn: () => valueOf(client.providerReceipts.get({ tenderId })),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('proof.title')}
      description={t('proof.about')}
      closeLabel={t('common.close')}
      width="medium"
      testId="provider-receipt-sheet"
    >
      {receipt.isPending && <LoadingRows rows={3} label={t('common.loading')} />}
      {receipt.error instanceof Refused && <Problem trouble={receipt.error.trouble} />}
      {receipt.data !== undefined && <Receipt view={view} receipt={receipt.data} />}
    </Dialog>
  )
}

function Receipt({ view, receipt }: { view: CounterView; receipt: ProviderReceiptView }) {
  const t = useT()
  const { full } = useMoney()
  const { number, receiptId, amount, method, issuedAt, matrix } = receipt
  const facts = [
    [t('proof.number'), number ?? receiptId],
    [t('proof.amount'), full(amount)],
    [t('proof.method'), method ?? '–'],
    [
      t('proof.time'),
      issuedAt === null
        ? '–'
        : `${formatDay(issuedAt, view.settings)} ${formatClock(issuedAt, view.settings, false)}`,
    ],
  ] as const
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start gap-6">
        {matrix !== null && (
          <figure className="m-0 flex w-[200px] flex-col items-center gap-1.5">
            <div className="overflow-hidden rounded-card border border-line bg-white p-1.5">
              <QrPicture matrix={matrix} room={QR_ROOM} label={t('proof.qr')} />
            </div>
            <figcaption className="text-center text-note text-second">{t('proof.scan')}</figcaption>
          </figure>
        )}
        <div className="flex min-w-0 flex-1 basis-72 flex-col gap-4">
          <dl className="m-0 flex flex-col text-base">
            {facts.map(([name, value]) => (
              <div
                key={name}
                className="flex justify-between gap-4 border-b border-line py-1.5 last:border-0"
              >
                <dt className="text-second">{name}</dt>
                <dd className="m-0 text-right font-semibold break-all">{value}</dd>
              </div>
            ))}
          </dl>
          <Link receipt={receipt} />
        </div>
      </div>
      <Email receipt={receipt} />
      <Files receipt={receipt} />
    </div>
  )
}

function Link({ receipt }: { receipt: ProviderReceiptView }) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [byHand, setByHand] = useState(false)
  const { url, whatsapp } = receipt
  if (url === null) return <p className="m-0 text-note text-second">{t('proof.noLink')}</p>
  const copy = async () => {
    const copied = await copyText(url, field.current)
    setByHand(!copied)
    if (copied) say(t('proof.copied'))
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('proof.link')}
            hint={byHand ? t('proof.copyByHand') : null}
            value={url}
            readOnly
            inputRef={field}
            data-testid="receipt-link"
            onFocus={(event) => event.target.select()}
          />
        </div>
        <Button icon={<Copy size={17} aria-hidden="true" />} className="mb-1.5" onClick={() => void copy()}>
          {t('proof.copy')}
        </Button>
      </div>
      {whatsapp !== null && (
        <a
          href={whatsapp}
          target="_blank"
          rel="noopener noreferrer"
          data-testid="receipt-whatsapp"
          className="inline-flex min-h-11 items-center justify-center gap-2.5 rounded-control border border-line bg-card px-4 text-base font-semibold text-ink no-underline hover:border-line-strong"
        >
          <MessageCircle size={18} aria-hidden="true" />
          {t('proof.whatsapp')}
        </a>
      )}
    </div>
  )
}

function Email({ receipt }: { receipt: ProviderReceiptView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const { tenderId } = receipt
  const [to, setTo] = useState(receipt.email ?? '')
  const send = async () => {
    const answer = await action.run(() => client.providerReceipts.email({ tenderId, to }))
    if (answer?.ok) say(t('proof.sent', { to: to.trim() }))
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('proof.email')}
            inputMode="email"
            autoCapitalize="none"
            value={to}
            maxLength={320}
            data-testid="receipt-email"
            onChange={(event) => {
              setTo(event.target.value)
              action.clear()
            }}
          />
        </div>
        <Button
          type="submit"
          busy={action.busy}
          className="mb-1.5"
          icon={<Mail size={17} aria-hidden="true" />}
          data-testid="receipt-email-go"
        >
          {t('proof.send')}
        </Button>
      </div>
      <Problem trouble={action.trouble} compact />
    </form>
  )
}

function Files({ receipt }: { receipt: ProviderReceiptView }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const { tenderId } = receipt
  const save = async (format: 'pdf' | 'html') => {
    const answer = await action.run(() => client.providerReceipts.file({ tenderId, format }))
    if (!answer?.ok) return
    const { name, contentType, base64 } = answer.value
    // somebody else's file: handed to the person, never opened by this page
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    saveFile(name, new Blob([bytes], { type: contentType }))
    say(t('proof.saved', { name }))
  }
  const print = async () => {
    const answer = await action.run(() => client.providerReceipts.print({ tenderId }))
    if (answer?.ok) say(t('proof.printed'))
  }
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <Problem trouble={action.trouble} compact />
      <div className="flex flex-wrap gap-2">
        {(['pdf', 'html'] as const).map((format) => (
          <Button
            key={format}
            busy={action.busy}
            icon={<Download size={17} aria-hidden="true" />}
            data-testid={`receipt-${format}`}
            onClick={() => void save(format)}
          >
            {t(`proof.${format}`)}
          </Button>
        ))}
        <Button
          busy={action.busy}
          icon={<Printer size={17} aria-hidden="true" />}
          aria-describedby="print-foreign-about"
          data-testid="receipt-print"
          onClick={() => void print()}
        >
          {t('proof.print')}
        </Button>
      </div>
      <p id="print-foreign-about" className="m-0 text-small text-second">
        {t('proof.printAbout')}
      </p>
    </div>
  )
}
