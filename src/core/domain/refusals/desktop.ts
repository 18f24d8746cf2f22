/** Why the app's own window, displays and updates could not do what was asked. */
export type DesktopRefusal =
  /** Gerai runs in a browser here: windows and displays are the browser's. */
  | { readonly type: 'desktop_only' }
  /** A file of the program is not there: deleted, or held back by a virus scanner. */
  | { readonly type: 'app_incomplete'; readonly part: string }
  /** The program was started with a switch that would open it to other programs or servers. */
  | { readonly type: 'switch_refused'; readonly name: string }
  | { readonly type: 'display_unknown' }
  /** The cashier's own window is on it. */
  | { readonly type: 'display_is_cashiers' }
  | { readonly type: 'logs_not_opened'; readonly folder: string; readonly detail: string }
  | { readonly type: 'updates_off'; readonly why: 'not_packaged' | 'package_manager' | 'no_feed' }
  | { readonly type: 'update_not_found'; readonly detail: string }
  | { readonly type: 'update_not_ready' }
  /** Money is under way, an order stands on the counter, or a shift is being counted and closed. */
  | { readonly type: 'update_waits'; readonly for: 'payment' | 'order' | 'shift' }
