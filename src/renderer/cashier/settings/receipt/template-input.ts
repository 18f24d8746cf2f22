import type { ReceiptTemplate } from '../../../../core/domain/receipts/template.ts'

/** A template as the contract takes it: its lists are the caller's own. */
export const templateInput = ({ hidden, headerLines, termsLines, ...rest }: ReceiptTemplate) => ({
  ...rest,
  hidden: [...hidden],
  headerLines: [...headerLines],
  termsLines: [...termsLines],
})
