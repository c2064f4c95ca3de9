import type { Look } from "#competition/judging/marks/path.ts"
import type { TabletView } from "#competition/judging/marks/tablet-view.ts"
import type { Slot } from "#competition/judging/slots.ts"
import type { EntryStatus } from "#db/words.ts"

/** One mark as the server last told it. */
export type Mark = {
  readonly entry: string
  readonly slot: string
  readonly value: string | null
  readonly version: number
  readonly at: string
  readonly look?: Look
}

/** What `GET /judge/session` answers: all that the seat's screens show. */
export type Session = {
  readonly at: string
  readonly event: Pick<TabletView["event"], "code" | "title" | "state">
  readonly seat: {
    readonly id: number
    readonly alias: string
    readonly role: TabletView["role"]
    readonly signedAt: string | null
  }
  /** What a packet of this tablet is signed with; a session from before has none. */
  readonly packet?: { readonly event: number; readonly device: number; readonly key: string }
  readonly open: boolean
  readonly slots: readonly Slot[]
  readonly entries: readonly {
    readonly code: string
    readonly status: EntryStatus
    readonly open: boolean
    /** The blank slots that may stay so. */
    readonly excused: readonly string[]
  }[]
  readonly marks: readonly Mark[]
  /** Whether the sheet shows sums. */
  readonly totals?: boolean
  /** The mark that was changed last, and what it was before; it holds as long as the mark is at this version. */
  readonly undo?: Undo
}

export type Undo = Cell & { readonly version: number; readonly before: string | null }

/** What this tablet knows of itself, beside the seat's session. */
export type Tablet = {
  /** Whether the server still lets this tablet act for its seat; `open` where nothing was said. */
  readonly door?: "open" | "signed_out" | "taken_over"
  /** Another seat may have been taken since the session was told. */
  readonly stale?: boolean
  /** When the server was last heard, and when it told the session, by the tablet's clock. */
  readonly contact?: string
  readonly told?: string
  /** An officer asks for all that this tablet has; until it has nothing more to bring. */
  readonly asked?: boolean
  /** A newer version waits until nothing is unsent. */
  readonly update?: boolean
  /** What was chosen here; the server's cookie may not know it yet. */
  readonly lang?: "zh-CN" | "en"
  readonly text?: "normal" | "large"
  readonly theme?: "light" | "dark"
}

type Cell = { readonly entry: string; readonly slot: string }

/** What a judge did, as the server reads it; the version that was seen is added when it is written down. */
export type Wish =
  | ({ readonly kind: "mark"; readonly value: string } & Cell)
  | ({ readonly kind: "clear" } & Cell)
  | ({ readonly kind: "not_observed" } & Cell)
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
  /** What the mark was on this tablet before: what an undo brings back. */
  readonly was?: string | null
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
  | {
      readonly kind: "answered"
      readonly at: string
      readonly results: readonly Result[]
      /** An officer asks for all that this tablet has. */
      readonly asked?: boolean
    }
  | { readonly kind: "unreachable" | "signed_out" | "taken_over" | "unreadable" }
