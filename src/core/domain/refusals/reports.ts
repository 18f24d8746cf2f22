/** Why a report or its file was not made. */
export type ReportRefusal =
  /** Days that are none, in the wrong order, or too many of them. */
  | { readonly type: 'report_range_invalid'; readonly mostDays: number }
  | { readonly type: 'report_stopped' }
  /** As many reports are being read as may be at once. */
  | { readonly type: 'report_busy' }
  | { readonly type: 'export_too_many_rows'; readonly rows: number; readonly limit: number }
  | { readonly type: 'export_not_written'; readonly reason: 'full' | 'unwritable' }
  /** The file was handed over or taken away by now. */
  | { readonly type: 'export_gone' }
