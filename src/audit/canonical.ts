import type { auditEntries } from "#db/schema/index.ts"

type Row = typeof auditEntries.$inferSelect
/** An entry as its MAC sees it; `at` in microseconds, as `2026-05-01T06:30:00.000000Z`. */
export type Sealed = Omit<Row, "id" | "at" | "mac"> & { readonly at: string }

/** The time of an instant as PostgreSQL keeps it. */
export const microseconds = (at: Date): string => at.toISOString().replace("Z", "000Z")

/** One text for one entry, the same wherever it is made: every field in a fixed place, facts by the order of their names. */
export const canonical = (entry: Sealed): string =>
  JSON.stringify([
    "laurel audit entry 1",
    entry.chain,
    entry.sequence,
    entry.previous,
    entry.keyId,
    entry.at,
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    ordered(entry.facts),
    entry.requestId,
  ])

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== "object" || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return members.map(([name, member]) => [name, ordered(member)])
}
