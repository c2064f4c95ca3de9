import type { EndingKind, RevocationState, TermActKind } from "#db/words.ts"
import { dayOf } from "#lib/dates.ts"

type Case = {
  readonly entryId: number
  readonly id: number
  readonly kind: EndingKind
  readonly state: RevocationState
  readonly documentNumber: string
  readonly decidedOn: string
  readonly restoringNumber: string
  readonly restoredOn: string
  readonly createdAt: Date
}
type Correction = { readonly entryId: number; readonly reason: string; readonly createdAt: Date }
type Act = {
  readonly entryId: number
  readonly act: TermActKind
  readonly documentNumber: string
  readonly decidedOn: string
  readonly endsOn: string
  readonly at: Date
}
export type Happenings = {
  readonly corrections: readonly Correction[]
  readonly cases: readonly Case[]
  readonly acts: readonly Act[]
}

/** One thing that happened to an honour: on which day, what, by which document, and of a case, which. */
export type Life = {
  readonly day: string
  readonly kind: "corrected" | "opened" | "ended" | "restored" | TermActKind
  readonly note: string
  readonly caseId: number | null
}

function ofCase({ id, createdAt, ...one }: Case): Life[] {
  const opened: Life = { day: dayOf(createdAt), kind: "opened", note: "", caseId: id }
  const ended: Life = { day: one.decidedOn, kind: "ended", note: one.documentNumber, caseId: id }
  const restored: Life = { day: one.restoredOn, kind: "restored", note: one.restoringNumber, caseId: id }
  return [opened, ...(one.decidedOn ? [ended] : []), ...(one.restoredOn ? [restored] : [])]
}

/** What happened to one entry, in the order of the days. */
export function lifeOf(entryId: number, { corrections, cases, acts }: Happenings): Life[] {
  const mine = <T extends { readonly entryId: number }>(rows: readonly T[]) =>
    rows.filter((one) => one.entryId === entryId)
  return [
    ...mine(corrections).map(({ createdAt, reason }): Life => {
      return { day: dayOf(createdAt), kind: "corrected", note: reason, caseId: null }
    }),
    ...mine(cases).flatMap(ofCase),
    ...mine(acts).map(({ act, decidedOn, documentNumber, endsOn, at }): Life => {
      const note = [documentNumber, endsOn].filter(Boolean).join(" → ")
      return { day: decidedOn || dayOf(at), kind: act, note, caseId: null }
    }),
  ].toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}
