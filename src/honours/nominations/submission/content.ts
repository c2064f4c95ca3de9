import type { Profile } from "../../programmes/filter.ts"
import type { Fields } from "../papers/fields.ts"

/** All that the receipt's hash covers. */
export type Content = {
  readonly programme: string
  readonly recipient: { readonly kind: string; readonly name: string; readonly unit: string }
  readonly profile: Profile
  readonly sections: Readonly<Record<string, Fields>>
  readonly files: readonly { readonly purpose: string; readonly sha256: string }[]
  readonly consent: readonly string[]
}

/** One text for one content, whoever writes it down: members by their names, files by what they are (RFC 8785 in spirit). */
export const canonicalContent = (content: Content): string =>
  JSON.stringify([
    "laurel nomination 1",
    ordered({ ...content, files: sortedFiles(content), consent: [...content.consent].sort() }),
  ])

const sortedFiles = ({ files }: Content) => files.map(({ purpose, sha256 }) => `${purpose} ${sha256}`).sort()

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== "object" || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return members.map(([name, member]) => [name, ordered(member)])
}

/** `TJ2026-0007-000123`: 推荐, the year, the programme, the nomination. */
export const receiptOf = (year: number, programmeId: number, id: number): string =>
  `TJ${year}-${String(programmeId).padStart(4, "0")}-${String(id).padStart(6, "0")}`
