import type { RecipientKind } from "#db/words.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Fields } from "../papers/fields.ts"
import { type SectionKey, sectionsFor } from "../papers/sections.ts"

/** What may still hold after a year; consent, votes, notices and files are of one nomination alone. */
const lasting: readonly SectionKey[] = ["basic", "resume", "honours", "deeds"]
/** Counted from the last honour, so that it never carries over. */
const passing: readonly string[] = ["contribution"]

/** The sections that are taken over, with those of their fields that the papers still ask and that were filled in. */
export function copiedFrom(
  earlier: Readonly<Record<string, Fields>>,
  kind: RecipientKind,
  steps: readonly Step[],
): Partial<Record<SectionKey, Fields>> {
  const kept = sectionsFor(kind, steps).flatMap(({ key, fields }) => {
    if (!lasting.includes(key)) return []
    const filled = fields.flatMap((field) => {
      const text = passing.includes(field.key) ? "" : (earlier[key]?.[field.key] ?? "")
      return text ? [[field.key, text] as const] : []
    })
    return filled.length > 0 ? [[key, Object.fromEntries(filled)] as const] : []
  })
  return Object.fromEntries(kept)
}

/** The sections that are done anew, whatever was there. */
export const doneAnew = (kind: RecipientKind, steps: readonly Step[]): SectionKey[] =>
  sectionsFor(kind, steps)
    .map(({ key }) => key)
    .filter((key) => !lasting.includes(key))
