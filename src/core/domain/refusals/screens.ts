/** Why a customer screen in the network cannot be paired, or is not there. */
export type ScreenRefusal =
  /** This till was started without a door to the network. */
  | { readonly type: 'screens_off' }
  | { readonly type: 'screens_full'; readonly most: number }
  | { readonly type: 'screen_unknown' }
  | { readonly type: 'pairing_code_wrong'; readonly triesLeft: number }
  /** No code is shown, or its time or its tries are over. */
  | { readonly type: 'pairing_over' }
