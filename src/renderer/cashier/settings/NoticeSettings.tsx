import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { StaticQrisView } from '../../../core/contract/views/sale.ts'
import type { BankAccount } from '../../../core/domain/tenders/invite.ts'
import { Button } from '../../ui/Button.tsx'
import { TextAreaField, TextField } from '../../ui/Field.tsx'
import { useAction, useCore, valueOf } from '../client.ts'
import { useT } from '../desk-words.ts'
import { FileButton } from './look/FileButton.tsx'
import { SettingsForm, useSaveSettings } from './SettingsForm.tsx'

const MOST_ACCOUNTS = 4
const EMPTY: BankAccount = { bank: '', number: '', holder: '' }

/** Money that only a person sees: the shop's bank accounts and its own printed code. */
export function NoticeSettings({ view }: { view: CounterView }) {
  return (
    <div className="flex flex-col gap-6">
      <Accounts view={view} />
      {view.settings.currency === 'IDR' && <PrintedCode view={view} />}
    </div>
  )
}

function Accounts({ view }: { view: CounterView }) {
  const t = useT()
  const { action, save } = useSaveSettings()
  const [accounts, setAccounts] = useState<readonly BankAccount[]>(
    view.settings.bankAccounts.length === 0 ? [EMPTY] : view.settings.bankAccounts,
  )
  const [suffix, setSuffix] = useState(view.settings.transferSuffix)
  const { client } = useCore()
  const offered = useQuery({
    queryKey: ['offeredAccounts', view.mode],
    queryFn: () => valueOf(client.settings.offeredAccounts()),
  })
  const fresh = (offered.data ?? []).filter((each) => !accounts.some((own) => own.number === each.number))
  const change = (index: number, field: keyof BankAccount, value: string) =>
    setAccounts((before) => before.map((each, at) => (at === index ? { ...each, [field]: value } : each)))
  const filled = accounts.filter((each) => Object.values(each).some((text) => text.trim() !== ''))
  return (
    <SettingsForm
      busy={action.busy}
      trouble={action.trouble}
      onSave={() => void save({ bankAccounts: filled.map(trimmed), transferSuffix: suffix })}
      more={
        accounts.length < MOST_ACCOUNTS && (
          <Button
            icon={<Plus size={18} aria-hidden="true" />}
            onClick={() => setAccounts((before) => [...before, EMPTY])}
          >
            {t('hand.addAccount')}
          </Button>
        )
      }
    >
      <h3 className="m-0 text-base font-bold">{t('hand.accounts')}</h3>
      <p className="m-0 text-note text-second">{t('hand.accountsAbout')}</p>
      {fresh.length > 0 && (
        <div
          className="flex items-center gap-4 rounded-control bg-nila-wash px-4 py-3"
          data-testid="offered-accounts"
        >
          <p className="m-0 min-w-0 flex-1 text-note">
            {t('hand.offered', {
              accounts: fresh.map(({ bank, number, holder }) => `${bank} ${number} (${holder})`).join(', '),
            })}
          </p>
          <Button
            data-testid="take-offered"
            onClick={() => setAccounts([...filled, ...fresh].slice(0, MOST_ACCOUNTS))}
          >
            {t('hand.takeOffered')}
          </Button>
        </div>
      )}
      {accounts.map((account, index) => (
        <div key={index} className="grid grid-cols-[1fr_1.3fr_1.6fr_auto] items-start gap-3">
          <TextField
            label={t('hand.bank')}
            value={account.bank}
            maxLength={30}
            data-testid={`account-bank-${index}`}
            onChange={(event) => change(index, 'bank', event.target.value)}
          />
          <TextField
            label={t('hand.number')}
            inputMode="numeric"
            value={account.number}
            maxLength={30}
            data-testid={`account-number-${index}`}
            onChange={(event) => change(index, 'number', event.target.value)}
          />
          <TextField
            label={t('hand.holder')}
            value={account.holder}
            maxLength={60}
            data-testid={`account-holder-${index}`}
            onChange={(event) => change(index, 'holder', event.target.value)}
          />
          <button
            type="button"
            aria-label={t('hand.removeAccount', { bank: account.bank })}
            title={t('hand.removeAccount', { bank: account.bank })}
            onClick={() => setAccounts((before) => before.filter((_each, at) => at !== index))}
            className="mt-7 flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
          >
            <Trash2 size={18} aria-hidden="true" />
          </button>
        </div>
      ))}
      {view.settings.currency === 'IDR' && (
        <label className="flex min-h-11 items-start gap-3">
          <input
            type="checkbox"
            checked={suffix}
            data-testid="transfer-suffix"
            className="mt-1 size-5 accent-nila"
            onChange={(event) => setSuffix(event.target.checked)}
          />
          <span>
            <span className="font-semibold">{t('hand.suffix')}</span>
            <span className="block text-note text-second">{t('hand.suffixAbout')}</span>
          </span>
        </label>
      )}
    </SettingsForm>
  )
}

const trimmed = ({ bank, number, holder }: BankAccount): BankAccount => ({
  bank: bank.trim(),
  number: number.replace(/\s/g, ''),
  holder: holder.trim(),
})

function PrintedCode({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const { action, save } = useSaveSettings()
  const reading = useAction()
  const { staticQris, staticQrisWithAmount } = view.settings
  const [text, setText] = useState(staticQris ?? '')
  const [withAmount, setWithAmount] = useState(staticQrisWithAmount)
  const [read, setRead] = useState<StaticQrisView | null>(null)
  const take = async (input: { text: string } | { picture: string }) => {
    const answer = await reading.run(() => client.settings.readStaticQris(input))
    setRead(answer?.ok === true ? answer.value : null)
    if (answer?.ok === true) setText(answer.value.payload)
  }
  return (
    <SettingsForm
      busy={action.busy || reading.busy}
      trouble={reading.trouble ?? action.trouble}
      onSave={() =>
        void save({ staticQris: text.trim() === '' ? null : text, staticQrisWithAmount: withAmount })
      }
      more={
        <Button busy={reading.busy} data-testid="static-read" onClick={() => void take({ text })}>
          {t('hand.check')}
        </Button>
      }
    >
      <h3 className="m-0 text-base font-bold">{t('hand.code')}</h3>
      <p className="m-0 text-note text-second">{t('hand.codeAbout')}</p>
      <div>
        <FileButton
          busy={reading.busy}
          accept="image/png,image/jpeg"
          testId="static-picture"
          onFile={(file) => void base64Of(file).then((picture) => take({ picture }))}
        >
          {t('hand.picture')}
        </FileButton>
      </div>
      <TextAreaField
        label={t('hand.text')}
        hint={t('hand.textHint')}
        value={text}
        rows={3}
        data-testid="static-text"
        onChange={(event) => {
          setText(event.target.value)
          setRead(null)
          reading.clear()
        }}
      />
      {read !== null && (
        <dl
          className="m-0 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 rounded-control bg-nila-wash p-4"
          data-testid="static-names"
        >
          <dt className="text-second">{t('hand.merchant')}</dt>
          <dd className="m-0 font-bold">{read.merchantName}</dd>
          <dt className="text-second">{t('hand.city')}</dt>
          <dd className="m-0">{read.city}</dd>
          <dt className="text-second">NMID</dt>
          <dd className="m-0">{read.nmid ?? '–'}</dd>
        </dl>
      )}
      <label className="flex min-h-11 items-start gap-3">
        <input
          type="checkbox"
          checked={withAmount}
          data-testid="static-withAmount"
          className="mt-1 size-5 accent-nila"
          onChange={(event) => setWithAmount(event.target.checked)}
        />
        <span>
          <span className="font-semibold">{t('hand.withAmount')}</span>
          <span className="block text-note text-second">{t('hand.withAmountAbout')}</span>
        </span>
      </label>
    </SettingsForm>
  )
}

/** A phone's photo is many times what one message may carry; a code is still readable at this size. */
const MOST_PIXELS_WIDE = 1_280

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await (await scaled(file)).arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The picture at a size that can be sent; as it is where the browser cannot read it, so that the core says so. */
async function scaled(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, MOST_PIXELS_WIDE / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    )
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  } catch {
    return file.slice(0, 100_000)
  }
}
