/** What may tell who somebody is, kept apart from everything that can never be changed. */
export type PersonalKind =
  | 'customer_name'
  | 'customer_phone'
  | 'customer_email'
  | 'customer_address'
  | 'photo'
  /** Free text that somebody typed: a reason, a remark. It may hold a name. */
  | 'note'

/** Does this text stand for a personal datum? */
export const isPersonalRef = (text: string): boolean => /^pd_[0-9a-f]{64}$/.test(text)
