import { photo as photoEn } from '../../i18n/en/photo.ts'
import { photo } from '../../i18n/id/photo.ts'
import { WORDS } from '../words.ts'

/** The words of proofs, fetched with the sheets that take them. */
export const { useT } = WORDS.with({ id: photo, en: photoEn })
