/** The provider's side, as the simulator tells it: what the till's books are held against. */
export interface ProviderBooks {
  readonly sessions: readonly {
    readonly id: string
    readonly status: string
    readonly amount: number
    readonly metadata: Readonly<Record<string, string>> | null
  }[]
  readonly captures: readonly {
    readonly sessionId: string
    readonly amount: number
    readonly adapter: string
    /** False: only receipt and ledger know of it, the session stays as it ended. */
    readonly visible: boolean
  }[]
  readonly refunds: readonly {
    readonly id: string
    readonly sessionId: string
    readonly amount: number
    readonly status: string
  }[]
  /** What happened, in order, with the key it was asked under. */
  readonly journal: readonly {
    readonly kind: string
    readonly sessionId: string | null
    readonly idempotencyKey: string | null
  }[]
}

/** One request that reached the provider. */
export interface LoggedCall {
  readonly method: string
  readonly target: string
  readonly idempotencyKey: string | null
  readonly body: string
  readonly status: number | null
  readonly fault: string | null
  readonly isActedOn: boolean
}
