/** How the log is filtered. What stands in no other list is about money: that is what a new kind of event mostly is. */
export type AuditGroup = 'money' | 'people' | 'printing' | 'settings' | 'attention'

const KINDS: Readonly<Record<Exclude<AuditGroup, 'money'>, readonly string[]>> = {
  people: [
    'signed_in',
    'signed_out',
    'pin_wrong',
    'locked_out',
    'pin_changed',
    'person_added',
    'person_changed',
    'person_removed',
    'person_name_erased',
    'people_copied',
    'owner_recovered',
    'right_lent',
    'permission_denied',
    'personal_erased',
    'personal_expired',
  ],
  printing: [
    'slip_sent',
    'slip_failed',
    'slip_unknown',
    'slip_confirmed',
    'reprint_asked',
    'provider_slip_asked',
    'receipt_emailed',
    'drawer_sent',
    'drawer_failed',
    'drawer_unknown',
    'drawer_opened',
    'drawer_tested',
  ],
  settings: [
    'settings_saved',
    'settings_copied',
    'provider_saved',
    'unit_check_started',
    'unit_confirmed',
    'booking_resumed',
    'mode_switched',
    'printer_added',
    'printer_changed',
    'printer_removed',
    'logo_kept',
    'seal_key_made',
    'books_checked',
    'books_put_back',
    'books_restored',
    'books_cloned',
    'clock_moved_back',
  ],
  attention: ['attention_resolved', 'attention_escalated'],
}

/** The kinds of a group, or for money the kinds that are in none. */
export const kindsOf = (
  group: AuditGroup,
): { readonly only: readonly string[] } | { readonly not: readonly string[] } =>
  group === 'money' ? { not: Object.values(KINDS).flat() } : { only: KINDS[group] }
