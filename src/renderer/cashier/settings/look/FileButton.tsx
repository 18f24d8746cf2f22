import { ImagePlus } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'

/** A button that asks for a picture file; the same file again is a choice too. */
export function FileButton({
  children,
  busy,
  disabled = false,
  testId,
  accept = 'image/*',
  onFile,
}: {
  children: ReactNode
  busy: boolean
  disabled?: boolean
  testId: string
  accept?: string
  onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        icon={<ImagePlus size={18} aria-hidden="true" />}
        busy={busy}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        data-testid={testId}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
    </>
  )
}
