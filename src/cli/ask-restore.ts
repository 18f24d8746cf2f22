import { createInterface } from 'node:readline/promises'

const WORDS = ['PULIHKAN', 'RESTORE']

/** Says what restoring does, in both languages. */
export const WHAT_RESTORING_DOES =
  'Kalau dilanjutkan, buku penjualan sekarang disisihkan (tidak dihapus) dan diganti isi cadangan ini. Penjualan setelah cadangan dibuat tidak ada di sana.\n' +
  'If you go on, the present books are set aside (not deleted) and replaced by this backup. Sales after it was made are not in it.\n'

/** Asks on a terminal for the word that lets books be replaced. */
export async function askToRestore(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const typed = await terminal.question('Ketik PULIHKAN untuk melanjutkan / type RESTORE to go on: ')
    return WORDS.includes(typed.trim().toUpperCase())
  } finally {
    terminal.close()
  }
}
