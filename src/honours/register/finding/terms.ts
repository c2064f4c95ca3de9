import type { RecipientKind, SearchKind } from "#db/words.ts"
import { termsOf } from "#lib/terms.ts"

type Said = { readonly recipientName: string; readonly unitName: string; readonly forZh?: string | undefined }

export type TermRow = {
  readonly term: string
  readonly kind: SearchKind
  readonly text: string
  readonly isInner: boolean
}

function rowsOf(kind: SearchKind, text: string, reading: "person" | "unit"): TermRow[] {
  const { whole, parts } = termsOf(text, reading)
  const rows = (terms: readonly string[], isInner: boolean) => terms.map((term) => ({ term, kind, text, isInner }))
  return [...rows(whole, false), ...rows(parts, true)]
}

/** Every term by which entries are found, each once: by recipient, by unit as it is written there, and by what it was for. */
export function searchRows(entries: readonly Said[], kind: RecipientKind): TermRow[] {
  const reading = kind === "person" ? "person" : "unit"
  const texts = (of: (one: Said) => string | undefined) =>
    [...new Set(entries.map(of))].filter((text) => text !== undefined)
  return [
    ...texts(({ recipientName }) => recipientName).flatMap((text) => rowsOf("name", text, reading)),
    ...texts(({ unitName }) => unitName).flatMap((text) => rowsOf("unit", text, "unit")),
    ...texts(({ forZh }) => forZh).flatMap((text) => rowsOf("for", text, "unit")),
  ]
}
