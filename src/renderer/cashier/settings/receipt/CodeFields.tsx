import { useQuery } from '@tanstack/react-query'
import { FileCheck } from 'lucide-react'
import { checkPageWith, sealKeysIn } from '../../../../core/domain/receipts/seal.ts'
import type { ReceiptTemplate } from '../../../../core/domain/receipts/template.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/Field.tsx'
import { saveFile } from '../../../ui/slip-files.ts'
import { useAction, useCore, valueOf } from '../../client.ts'
import { Problem } from '../../Problem.tsx'
import { useT } from '../../desk-words.ts'

/** A whole address a phone can open; empty is none. */
export function isAddress(text: string): boolean {
  if (text === '') return true
  const address = URL.parse(text)
  return address !== null && ['http:', 'https:'].includes(address.protocol) && address.hostname.includes('.')
}

/** The code at the foot: none, the signed text of the receipt, or an address of the shop. */
export function CodeFields({
  template,
  revision,
  onChange,
}: {
  template: ReceiptTemplate
  /** Of the view: saving may make the key. */
  revision: number
  onChange: (change: Partial<ReceiptTemplate>) => void
}) {
  const t = useT()
  return (
    <>
      <SelectField
        label={t('receipt.qr')}
        value={template.qr}
        hint={template.qr === 'signed' ? t('receipt.qrSignedAbout') : undefined}
        data-testid="setting-receipt-qr"
        onChange={(event) => onChange({ qr: qrOf(event.target.value) })}
      >
        <option value="none">{t('receipt.qrNone')}</option>
        <option value="signed">{t('receipt.qrSigned')}</option>
        <option value="link">{t('receipt.qrLink')}</option>
      </SelectField>
      {template.qr === 'signed' && (
        <SignedFields template={template} revision={revision} onChange={onChange} />
      )}
      {template.qr === 'link' && (
        <>
          <AddressField
            label={t('receipt.linkAddress')}
            value={template.linkAddress}
            longest={200}
            onChange={(linkAddress) => onChange({ linkAddress })}
          />
          <TextField
            label={t('receipt.linkCaption')}
            value={template.linkCaption}
            maxLength={80}
            onChange={(event) => onChange({ linkCaption: event.target.value })}
          />
        </>
      )}
    </>
  )
}

const qrOf = (value: string): ReceiptTemplate['qr'] =>
  value === 'signed' || value === 'link' ? value : 'none'

function SignedFields({
  template,
  revision,
  onChange,
}: {
  template: ReceiptTemplate
  revision: number
  onChange: (change: Partial<ReceiptTemplate>) => void
}) {
  const t = useT()
  const { client } = useCore()
  const key = useQuery({
    queryKey: ['seal-key', revision],
    queryFn: () => valueOf(client.slips.sealKey()),
    placeholderData: (before) => before,
  })
  return (
    <>
      <AddressField
        label={t('receipt.checkPage')}
        hint={t('receipt.checkPageHint')}
        value={template.checkPage}
        longest={120}
        onChange={(checkPage) => onChange({ checkPage })}
      />
      <TextField
        label={t('receipt.key')}
        hint={key.data == null ? t('receipt.keyNone') : t('receipt.keyHint')}
        value={key.data?.text ?? ''}
        readOnly
        className="font-mono text-small"
        data-testid="seal-key"
        onFocus={(event) => event.target.select()}
      />
      {key.data != null && <CheckPageButton keyText={key.data.text} />}
    </>
  )
}

/** The page that checks receipts, with this till's key inside: to be hosted, sent or kept. */
function CheckPageButton({ keyText }: { keyText: string }) {
  const t = useT()
  const save = useAction()
  const hand = () =>
    save.run(async () => {
      const { default: page } = await import('../../../../../resources/verify/index.html?raw')
      const whole = checkPageWith(page, sealKeysIn(keyText))
      saveFile(`${t('receipt.checkPageFile')}.html`, new Blob([whole], { type: 'text/html' }))
      return { ok: true, value: null }
    })
  return (
    <>
      <Button
        icon={<FileCheck size={18} aria-hidden="true" />}
        busy={save.busy}
        className="self-start"
        data-testid="check-page-save"
        onClick={() => void hand()}
      >
        {t('receipt.checkPageSave')}
      </Button>
      <Problem trouble={save.trouble} compact />
    </>
  )
}

function AddressField({
  label,
  hint,
  value,
  longest,
  onChange,
}: {
  label: string
  hint?: string
  value: string
  longest: number
  onChange: (value: string) => void
}) {
  const t = useT()
  return (
    <TextField
      label={label}
      hint={hint}
      problem={isAddress(value) ? null : t('receipt.addressBad')}
      value={value}
      maxLength={longest}
      inputMode="url"
      onChange={(event) => onChange(event.target.value.trim())}
    />
  )
}
