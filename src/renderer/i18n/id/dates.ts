/** Asking for a day. */
export const dates = {
  'dates.form': 'tgl/bln/thn',
  'dates.open': 'Buka kalender: {label}',
  'dates.choose': 'Pilih tanggal: {label}',
  'dates.monthBefore': 'Bulan sebelumnya',
  'dates.monthAfter': 'Bulan berikutnya',
  'dates.yearBefore': 'Tahun sebelumnya',
  'dates.yearAfter': 'Tahun berikutnya',
  'dates.today': 'Hari ini',
  'dates.clear': 'Kosongkan',
  'dates.unread': 'Tulis tanggal seperti {day}.',
  'dates.latest': 'Paling akhir {day}.',
  'dates.earliest': 'Paling awal {day}.',
} as const
