// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Dialog } from '../../src/renderer/ui/Dialog.tsx'

afterEach(cleanup)

const focused = () => document.activeElement?.getAttribute('data-testid')

function Sheet({ initialFocus }: { initialFocus?: 'content' }) {
  const [read, setRead] = useState(false)
  return (
    <Dialog
      open
      onClose={() => undefined}
      title="Barang"
      closeLabel="Tutup"
      testId="sheet"
      {...(initialFocus === undefined ? {} : { initialFocus })}
    >
      <p>Riwayat</p>
      {read ? (
        <p>Belum pernah berubah</p>
      ) : (
        <button type="button" data-testid="read" onClick={() => setRead(true)} />
      )}
    </Dialog>
  )
}

test('a sheet that says so begins at its first field or button, so that Enter does not close it', async () => {
  render(<Sheet initialFocus="content" />)
  await waitFor(() => expect(focused()).toBe('read'))
})

test('a button that gives way to what it brought leaves the focus in the sheet', async () => {
  render(<Sheet initialFocus="content" />)
  await waitFor(() => expect(focused()).toBe('read'))
  fireEvent.click(screen.getByTestId('read'))
  await screen.findByText('Belum pernah berubah')
  await waitFor(() => expect(focused()).toBe('sheet'))
})
