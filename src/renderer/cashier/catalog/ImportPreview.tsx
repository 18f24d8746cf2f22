import type { ImportPreviewView } from '../../../core/contract/views/catalog.ts'
import { importComplaintSentence } from '../../../core/domain/sentences/catalog-import.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { toneClass, type Tone } from '../../ui/States.tsx'
import { useLanguage, useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'

/** What a list would do, before it does it: how many rows of which kind, what is wrong where, what will stand there. */
export function ImportPreview({
  preview,
  onBack,
  onApply,
}: {
  preview: ImportPreviewView
  onBack: () => void
  onApply: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const { plain } = useMoney()
  const { added, changed, unchanged, refused, complaints, sample } = preview
  const toSave = added + changed
  const sums: readonly (readonly [string, number, Tone])[] = [
    [t('import.added'), added, 'pandan'],
    [t('import.changed'), changed, 'nila'],
    [t('import.unchanged'), unchanged, 'grey'],
    [t('import.refused'), refused, refused === 0 ? 'grey' : 'cabai'],
  ]
  return (
    <>
      <dl className="m-0 grid grid-cols-4 gap-3" data-testid="import-sums">
        {sums.map(([name, count, tone]) => (
          <div key={name} className={cx('flex flex-col-reverse rounded-card px-4 py-3', toneClass(tone))}>
            <dt className="text-note font-semibold">{name}</dt>
            <dd className="m-0 text-large font-bold tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      {refused > 0 && (
        <section>
          <h3 className="m-0 text-base font-bold">{t('import.refused')}</h3>
          <p className="m-0 mb-2 text-note text-second">{t('import.refusedAbout')}</p>
          <ul
            tabIndex={0}
            aria-label={t('import.refused')}
            className="calm-scroll m-0 max-h-[max(88px,16vh)] list-none rounded-card border border-cabai/30 p-0"
          >
            {complaints.map((complaint) => (
              <li
                key={`${complaint.row}${complaint.column}`}
                data-testid="import-complaint"
                className="border-b border-line px-4 py-2 text-note last:border-0"
              >
                {importComplaintSentence(complaint, language)}
              </li>
            ))}
            {refused > complaints.length && (
              <li className="px-4 py-2 text-note font-semibold">
                {t('import.refusedMore', { count: refused - complaints.length })}
              </li>
            )}
          </ul>
        </section>
      )}
      {toSave === 0 ? (
        <p className="m-0 text-base font-semibold">{t('import.nothing')}</p>
      ) : (
        <section>
          <h3 className="m-0 mb-2 text-base font-bold">{t('import.sample')}</h3>
          <ul
            tabIndex={0}
            aria-label={t('import.sample')}
            className="calm-scroll m-0 max-h-[max(88px,22vh)] list-none rounded-card border border-line p-0"
          >
            {sample.map(({ name, isNew, priceFrom, priceTo }, place) => (
              <li
                key={`${place}${name}`}
                className="flex min-h-10 items-center gap-3 border-b border-line px-4 text-note last:border-0"
              >
                <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
                {isNew && (
                  <span
                    className={cx('rounded-full px-2.5 py-0.5 text-small font-bold', toneClass('pandan'))}
                  >
                    {t('import.isNew')}
                  </span>
                )}
                <span className="figures whitespace-nowrap">
                  {priceFrom === null || priceFrom === priceTo
                    ? plain(priceTo)
                    : `${plain(priceFrom)} → ${plain(priceTo)}`}
                </span>
              </li>
            ))}
            {toSave > sample.length && (
              <li className="px-4 py-2 text-note font-semibold">
                {t('import.sampleMore', { count: toSave - sample.length })}
              </li>
            )}
          </ul>
        </section>
      )}
      <div className="flex flex-wrap justify-end gap-2.5">
        <Button onClick={onBack}>{t('common.back')}</Button>
        {toSave > 0 && (
          <Button tone="accent" data-testid="import-apply" onClick={onApply}>
            {t('import.apply', { count: toSave })}
          </Button>
        )}
      </div>
    </>
  )
}
