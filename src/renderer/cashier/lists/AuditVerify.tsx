import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { AuditCheck } from '../../../core/contract/views/audit.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { useT, type WordKey } from '../desk-words.ts'

export interface Verify {
  readonly busy: boolean
  readonly trouble: Trouble | null
  readonly check: AuditCheck | null
  readonly run: () => void
}

/** Reads the whole log again; the answer stays until it is asked anew. */
export function useVerify(): Verify {
  const { client } = useCore()
  const action = useAction()
  const [check, setCheck] = useState<AuditCheck | null>(null)
  const verify = async () => {
    setCheck(null)
    const answer = await action.run(() => client.audit.verify())
    if (answer?.ok) setCheck(answer.value)
  }
  return { busy: action.busy, trouble: action.trouble, check, run: () => void verify() }
}

export function VerifyButton({ verify }: { verify: Verify }) {
  const t = useT()
  return (
    <Button
      icon={<ShieldCheck size={18} aria-hidden="true" />}
      busy={verify.busy}
      data-testid="audit-verify"
      onClick={verify.run}
    >
      {t('audit.verify')}
      <RightMark wanted="read_log" />
    </Button>
  )
}

/** Whether every line is still what was written, and what to do if not. */
export function VerifyAnswer({ verify: { check, trouble } }: { verify: Verify }) {
  return (
    <div role="status" className={cx((check !== null || trouble !== null) && 'mb-3')}>
      {check !== null && <Answer check={check} />}
      <Problem trouble={trouble} compact />
    </div>
  )
}

const FAULT: Readonly<Record<Extract<AuditCheck, { intact: false }>['fault'], WordKey>> = {
  changed: 'audit.changed',
  removed: 'audit.gap',
  reordered: 'audit.reordered',
}

function Answer({ check }: { check: AuditCheck }) {
  const t = useT()
  if (check.intact) {
    return (
      <p
        data-testid="audit-intact"
        className="m-0 flex gap-2.5 rounded-card bg-pandan-wash p-3 text-note text-pandan"
      >
        <ShieldCheck size={20} aria-hidden="true" className="shrink-0" />
        <span>
          <strong className="block">{t('audit.intact', { rows: check.rows })}</strong>
          <span className="block break-all">
            {t('audit.lastHash', { hash: check.lastHash.slice(0, 16) })}
          </span>
        </span>
      </p>
    )
  }
  return (
    <p
      data-testid="audit-broken"
      className="m-0 flex gap-2.5 rounded-card bg-cabai-wash p-3 text-note text-ink"
    >
      <ShieldAlert size={20} aria-hidden="true" className="shrink-0 text-cabai" />
      <span>
        <strong className="block">{t(FAULT[check.fault], { seq: check.seq })}</strong>
        {t('audit.brokenNext')}
      </span>
    </p>
  )
}
