/** Why a picture cannot be the logo on slips. */
export type LogoRefusal =
  | { readonly type: 'logo_not_a_picture' }
  | { readonly type: 'logo_too_large'; readonly unit: 'bytes' | 'pixels'; readonly limit: number }
  /** Nothing of it would be seen on white paper. */
  | { readonly type: 'logo_blank' }
  | { readonly type: 'logo_unknown' }

/** Why a receipt's code cannot be made or checked. */
export type SealRefusal =
  | { readonly type: 'not_a_sealed_receipt' }
  /** The place where keys are kept did not keep it. */
  | { readonly type: 'seal_key_unkept'; readonly detail: string }

export type ReceiptRefusal = LogoRefusal | SealRefusal
