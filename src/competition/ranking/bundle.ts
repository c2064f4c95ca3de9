import type { Rules } from "#competition/contests/scheme.ts"

/** Only `competed` is placed; a `guest` has a total but no place, and counts for no prize, share or cut. */
export type Status = "competed" | "guest" | "absent" | "withdrawn" | "disqualified"

export type Title = { readonly "zh-CN"?: string; readonly en?: string }
export type Entry = {
  readonly code: string
  readonly team?: string
  readonly status: Status
  readonly values?: Readonly<Record<string, string>>
}
/** A mark of a judged node names its judge; one of a measured node has none. */
export type Mark = { readonly entry: string; readonly node: string; readonly judge?: string; readonly value: string }
/** Changed panel sizes: node key → entry code → judges. */
export type Panels = Readonly<Record<string, Readonly<Record<string, number>>>>

export type Bundle = Rules & {
  readonly format: "laurel-contest/1"
  readonly event: { readonly code: string; readonly title?: Title }
  readonly panels?: Panels
  readonly entries: readonly Entry[]
  readonly marks: readonly Mark[]
}
