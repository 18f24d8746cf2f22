import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SlidesView } from '../../../../core/contract/slides-contract.ts'
import type { CounterView } from '../../../../core/contract/views/counter.ts'
import type { Refusal } from '../../../../core/domain/refusals.ts'
import type { Result } from '../../../../core/domain/result.ts'
import { MAX_SLIDES, type PictureRole } from '../../../../core/domain/slides.ts'
import { Button } from '../../../ui/Button.tsx'
import { LoadingRows } from '../../../ui/States.tsx'
import { Refused, useAction, useCore, valueOf } from '../../client.ts'
import { useT } from '../../desk-words.ts'
import { Problem } from '../../Problem.tsx'
import { RightMark } from '../../RightMark.tsx'
import { say } from '../../state/page.ts'
import { FileButton } from './FileButton.tsx'
import { readPictureFile } from './picture-file.ts'
import { PictureList, Thumbnail } from './PictureList.tsx'

/** The pictures and the logo of the customer's idle screen. Who may not change settings borrows the right by a press. */
export function ShopPictures({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const action = useAction()
  const [asked, setAsked] = useState(view.rights.includes('change_settings'))
  const queryKey = ['slides', view.mode, view.actor.id]
  const list = useQuery({ queryKey, queryFn: () => valueOf(client.slides.list()), enabled: asked })
  const change = async (call: () => Promise<Result<SlidesView, Refusal>>, done?: string) => {
    const answer = await action.run(call)
    if (answer?.ok !== true) return
    queries.setQueryData(queryKey, answer.value)
    if (done !== undefined) say(done)
  }
  const add = (file: File, role: PictureRole) =>
    change(async () => {
      const picture = await readPictureFile(file, role)
      return picture.ok ? await client.slides.add({ role, picture: picture.value }) : picture
    }, t('look.added'))
  const remove = (role: PictureRole, id: string) =>
    change(() => client.slides.remove({ role, id }), t('look.removed'))
  if (!asked)
    return (
      <div className="flex flex-wrap items-center gap-4">
        <p className="m-0 flex-1 text-base text-second">{t('look.closed')}</p>
        <Button data-testid="slides-show" onClick={() => setAsked(true)}>
          {t('look.show')}
          <RightMark wanted="change_settings" />
        </Button>
      </div>
    )
  if (list.isPending) return <LoadingRows rows={2} label={t('common.loading')} />
  const { slides = [], logo = null } = list.data ?? {}
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-start gap-3">
        <h3 className="m-0 text-lead font-bold">{t('look.slides')}</h3>
        <p className="m-0 text-base text-second">
          {slides.length === 0 ? t('look.none') : t('look.slidesAbout', { most: MAX_SLIDES })}
        </p>
        <div className="w-full">
          <PictureList
            slides={slides}
            busy={action.busy}
            onOrder={(ids) => void change(() => client.slides.order({ ids: [...ids] }))}
            onRemove={(id) => void remove('slide', id)}
          />
        </div>
        <FileButton
          busy={action.busy}
          disabled={slides.length >= MAX_SLIDES}
          testId="slide-file"
          onFile={(file) => void add(file, 'slide')}
        >
          {t('look.add')}
        </FileButton>
      </div>
      <div className="flex flex-col items-start gap-3">
        <h3 className="m-0 text-lead font-bold">{t('look.logo')}</h3>
        <p className="m-0 text-base text-second">{t('look.logoAbout')}</p>
        <div className="flex flex-wrap items-center gap-4">
          {logo !== null && <Thumbnail row={logo} label={t('look.logo')} />}
          <FileButton busy={action.busy} testId="brand-logo-file" onFile={(file) => void add(file, 'logo')}>
            {t('look.logoChoose')}
          </FileButton>
          {logo !== null && (
            <Button busy={action.busy} onClick={() => void remove('logo', logo.id)}>
              {t('look.logoRemove')}
            </Button>
          )}
        </div>
      </div>
      {list.error instanceof Refused && <Problem trouble={list.error.trouble} compact />}
      <Problem trouble={action.trouble} compact />
    </div>
  )
}
