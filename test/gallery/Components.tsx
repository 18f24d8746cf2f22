import { Banknote, Check, Printer, ShoppingBasket } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ACCENTS } from '../../src/core/domain/accents.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { Button, type ButtonTone } from '../../src/renderer/ui/Button.tsx'
import { SelectField, SwitchField, TextAreaField, TextField } from '../../src/renderer/ui/Field.tsx'
import { KeyCap } from '../../src/renderer/ui/KeyCap.tsx'
import { Keypad } from '../../src/renderer/ui/Keypad.tsx'
import { PaperSlip } from '../../src/renderer/ui/PaperSlip.tsx'
import { PinField, PinPad, usePin } from '../../src/renderer/ui/PinPad.tsx'
import { QrPicture } from '../../src/renderer/ui/QrPicture.tsx'
import { RefusalPanel } from '../../src/renderer/ui/RefusalPanel.tsx'
import { Badge, EmptyState, LoadingRows } from '../../src/renderer/ui/States.tsx'
import { useTheme } from '../../src/renderer/ui/theme.ts'
import { Dialog } from '../../src/renderer/ui/Dialog.tsx'
import { Popover } from '../../src/renderer/ui/Popover.tsx'
import { kiosReceipt } from '../fakes/printer-receipts.ts'
import { matrixOf } from './scenes/sales.ts'
import { addressOf, GALLERY_THEMES, type Look } from './look.ts'

const WORDS = {
  id: {
    pay: 'Bayar QRIS',
    long: 'Tanda terima setoran bank untuk rekening bersama Koperasi Karyawan Jawa Barat',
    name: 'Nama toko',
    hint: 'Tampil di struk dan di layar pelanggan.',
    problem: 'NPWP harus 16 angka.',
    empty: 'Pesanan masih kosong',
    emptyMore: 'Pindai barang, atau pilih dari daftar.',
    loading: 'Memuat',
    erase: 'Hapus',
    close: 'Tutup',
    dialog: 'Batalkan penjualan?',
    dialogMore: 'Belum ada uang yang masuk.',
    detail: 'Rincian',
    states: ['Belum lunas', 'Lunas', 'Gagal', 'Baru', 'Tidak diketahui'],
  },
  en: {
    pay: 'Pay by QRIS',
    long: 'Receipt of a deposit into the shared account of the West Java Employees Cooperative',
    name: 'Name of the shop',
    hint: "On receipts and on the customer's screen.",
    problem: 'The tax number has 16 digits.',
    empty: 'The order is empty',
    emptyMore: 'Scan something, or choose from the list.',
    loading: 'Loading',
    erase: 'Delete',
    close: 'Close',
    dialog: 'Cancel the sale?',
    dialogMore: 'No money has come in.',
    detail: 'Details',
    states: ['Not paid', 'Paid', 'Failed', 'New', 'Unknown'],
  },
} as const

const TONES: readonly ButtonTone[] = ['accent', 'plain', 'quiet', 'danger', 'onPaid', 'paid']
const STATES = ['default', 'hover', 'pressed', 'focus'] as const
const nothing = () => undefined

/** Every part of the screens in every state, in one theme, colour and language. */
export function Components({ look }: { look: Look }) {
  const { theme, accent, language } = look
  useTheme(theme, accent)
  const words = WORDS[language]
  return (
    <div className="min-h-full bg-ground p-6 text-ink">
      <Choices look={look} />
      <div className="grid grid-cols-1 items-start gap-5 min-[1000px]:grid-cols-2">
        <Part name="Button">
          {TONES.map((tone) => (
            <div
              key={tone}
              className={`flex flex-wrap gap-3 ${tone === 'onPaid' || tone === 'paid' ? 'rounded-card bg-paid p-3' : ''}`}
            >
              {STATES.map((state) => (
                <Button key={state} tone={tone} cap="F1" data-state={state}>
                  {words.pay}
                </Button>
              ))}
              <Button tone={tone} disabled>
                {words.pay}
              </Button>
              <Button tone={tone} busy>
                {words.pay}
              </Button>
            </div>
          ))}
          <Button tone="accent" size="large" spread cap="⏎" icon={<Banknote size={22} aria-hidden="true" />}>
            {words.pay}
          </Button>
          <div className="w-56">
            <Button spread cap="F6" className="w-full" icon={<Printer size={20} aria-hidden="true" />}>
              {words.long}
            </Button>
          </div>
        </Part>
        <Part name="Field">
          <TextField label={words.name} hint={words.hint} defaultValue="Warung Contoh Satu" />
          <TextField label={words.name} defaultValue={words.long} data-state="focus" />
          <TextField label="NPWP" problem={words.problem} defaultValue="12" />
          <TextField label={words.name} placeholder={words.name} disabled />
          <SelectField label={words.name} defaultValue="a">
            <option value="a">{words.long}</option>
          </SelectField>
          <TextAreaField label={words.name} hint={words.hint} rows={2} defaultValue={words.long} />
          <SwitchField label={words.pay} hint={words.hint} checked onChange={nothing} />
          <SwitchField label={words.pay} checked={false} onChange={nothing} />
          <SwitchField label={words.long} checked disabled onChange={nothing} />
        </Part>
        <Part name="Badge, KeyCap">
          <div className="flex flex-wrap gap-2">
            {(['kunyit', 'pandan', 'cabai', 'nila', 'grey'] as const).map((tone, index) => (
              <Badge key={tone} tone={tone} icon={<Check size={15} aria-hidden="true" />}>
                {words.states[index]}
              </Badge>
            ))}
          </div>
          <div className="flex gap-2">
            {['F1', 'Esc', '⏎', '/'].map((key) => (
              <KeyCap key={key}>{key}</KeyCap>
            ))}
            <KeyCap tone="danger">Del</KeyCap>
          </div>
        </Part>
        <Part name="RefusalPanel">
          <RefusalPanel
            trouble={{ type: 'cash_too_little', due: amountOf(80_000), tendered: amountOf(50_000) }}
            language={language}
            words={{ detail: words.detail, lost: { what: '', safe: '', next: '' } }}
          />
          <RefusalPanel
            compact
            trouble={{ type: 'slides_full', limit: 8 }}
            language={language}
            words={{ detail: words.detail, lost: { what: '', safe: '', next: '' } }}
          />
        </Part>
        <Part name="EmptyState, LoadingRows">
          <EmptyState
            icon={<ShoppingBasket size={40} aria-hidden="true" />}
            title={words.empty}
            action={<Button>{words.pay}</Button>}
          >
            {words.emptyMore}
          </EmptyState>
          <LoadingRows rows={2} label={words.loading} />
        </Part>
        <Part name="Keypad">
          <Keypad value="0" onChange={nothing} eraseLabel={words.erase} />
        </Part>
        <Part name="PinField, PinPad">
          <Pins problem={words.problem} erase={words.erase} />
        </Part>
        <Part name="QrPicture, PaperSlip">
          <div className="flex flex-wrap items-start gap-4">
            <QrPicture matrix={matrixOf('https://example.com/r/1')} room={180} label="QR" />
            <PaperSlip sheet={{ document: kiosReceipt, columns: 32, logo: null, codes: [] }} label="slip" />
          </div>
        </Part>
        <Part name="Dialog, Popover">
          <Layers words={words} />
        </Part>
      </div>
    </div>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section
      aria-label={name}
      className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-card p-5"
    >
      <h2 className="m-0 text-note font-bold text-second">{name}</h2>
      {children}
    </section>
  )
}

function Choices({ look }: { look: Look }) {
  const links = [
    ...GALLERY_THEMES.map((theme) => ({ ...look, theme })),
    ...ACCENTS.map((accent) => ({ ...look, accent })),
    ...(['id', 'en'] as const).map((language) => ({ ...look, language })),
  ]
  const names = [...GALLERY_THEMES, ...ACCENTS, 'id', 'en']
  const now: readonly string[] = [look.theme, look.accent, look.language]
  return (
    <nav className="mb-5 flex flex-wrap gap-1">
      {links.map((link, index) => (
        <a
          key={names[index]}
          href={addressOf(link)}
          aria-current={now.includes(names[index] ?? '') ? 'true' : undefined}
          className="inline-flex min-h-11 items-center rounded-control px-3 text-note font-semibold text-second aria-[current]:bg-nila-wash aria-[current]:text-nila"
        >
          {names[index]}
        </a>
      ))}
    </nav>
  )
}

function Pins({ problem, erase }: { problem: string; erase: string }) {
  const pin = usePin()
  return (
    <>
      <PinField label="PIN" typed="2" length={2} testId="pin-two" />
      <PinField label="PIN" typed="0" length={0} problem={problem} active={false} testId="pin-bad" />
      <PinPad pin={pin} eraseLabel={erase} />
      <PinPad pin={pin} eraseLabel={erase} disabled />
    </>
  )
}

function Layers({ words }: { words: (typeof WORDS)['id' | 'en'] }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex gap-3">
      <Button data-testid="open-dialog" onClick={() => setOpen(true)}>
        {words.dialog}
      </Button>
      <Popover trigger={<Button data-testid="open-popover">{words.detail}</Button>} title={words.detail}>
        {words.hint}
      </Popover>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={words.dialog}
        description={words.dialogMore}
        closeLabel={words.close}
        testId="dialog"
      >
        <TextField label={words.name} />
      </Dialog>
    </div>
  )
}
