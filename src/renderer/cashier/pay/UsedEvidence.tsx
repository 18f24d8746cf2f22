import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { RightMark } from '../RightMark.tsx'
import { useT } from '../words.ts'

/** The same number stands on another sale. Numbers do repeat: with a reason a supervisor lets it pass. */
export function UsedEvidence({ busy, onReason }: { busy: boolean; onReason: (reason: string) => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  return (
    <div className="flex flex-col gap-2" data-testid="used-evidence">
      <TextField
        label={t('notice.usedReason')}
        hint={t('notice.usedHint')}
        problem={tried && missing ? t('supersede.needReason') : null}
        value={reason}
        maxLength={200}
        data-testid="used-reason"
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        tone="danger"
        busy={busy}
        data-testid="used-go"
        onClick={() => {
          setTried(true)
          if (!missing) onReason(reason.trim())
        }}
      >
        {t('notice.usedGo')}
        <RightMark wanted="override_evidence" />
      </Button>
    </div>
  )
}
