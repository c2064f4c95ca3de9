/** One mark as the server last told it. */
export type Mark = {
  readonly entry: string
  readonly slot: string
  readonly value: string | null
  readonly version: number
  readonly at: string
}

/** What `GET /judge/session` answers: all that the seat's screens show. */
export type Session = {
  readonly at: string
  readonly seat: {
    readonly id: number
    readonly alias: string
    readonly role: string
    readonly signedAt: string | null
  }
  readonly open: boolean
  readonly slots: readonly { readonly slot: string; readonly optional: boolean }[]
  readonly entries: readonly { readonly code: string; readonly open: boolean }[]
  readonly marks: readonly Mark[]
}

type Cell = { readonly entry: string; readonly slot: string }

/** What a judge did, as the server reads it; the version that was seen is added when it is written down. */
export type Wish =
  | ({ readonly kind: "mark"; readonly value: string } & Cell)
  | ({ readonly kind: "clear" } & Cell)
  | ({ readonly kind: "remark"; readonly value: string; readonly reason: string } & Cell)
  | { readonly kind: "sign"; readonly marks: readonly (Cell & { readonly value: string })[] }
  | { readonly kind: "call"; readonly entry?: string; readonly note?: string }

export type Result = {
  readonly id: string
  readonly status: number
  readonly code: string
  readonly message: string
  readonly receipt?: { readonly at: string; readonly chain: string; readonly sequence?: number }
  readonly version?: number
  readonly value?: string | null
  readonly current?: {
    readonly value: string | null
    readonly version: number
    readonly at: string
    readonly by: string | null
  }
}

/** `tray`: with the head judge. `settled`: a conflict was decided or a refusal read; both stay in the server's log. */
export type State = "unsent" | "done" | "conflict" | "refused" | "tray" | "settled"

/** One operation on this tablet, in the order in which it was made. */
export type Item = {
  readonly n?: number
  readonly id: string
  readonly seat: number
  readonly wish: Wish
  readonly seenVersion: number
  /** The operation on the same mark that was unsent when this one was made: what this one saw is what that one leaves. */
  readonly behind?: string
  readonly intendedAt: string
  readonly state: State
  readonly answer?: Result
}

/** What goes to the server of one item. */
export type Sendable = Wish & {
  readonly id: string
  readonly seat: number
  readonly intendedAt: string
  readonly seenVersion?: number
}

export type Device = {
  readonly unsent: number
  readonly version?: string
  readonly battery?: number
  readonly sentAt: string
}

/** Only an answer counts. `unreadable`: the server will never take this batch as it is. */
export type Sent =
  | { readonly kind: "answered"; readonly at: string; readonly results: readonly Result[] }
  | { readonly kind: "unreachable" | "signed_out" | "taken_over" | "unreadable" }
