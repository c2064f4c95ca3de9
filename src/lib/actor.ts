/** What somebody may do, and where: in a unit (and so over its subtree) or in one contest. */
export type Duty = {
  readonly kind: DutyKind
  readonly unitId: number | null
  /** Path of that unit (see db/schema/units.ts): every unit whose path begins with it is within reach. */
  readonly unitPath: string | null
  readonly contestId: number | null
}

export const dutyKinds = [
  "administrator",
  "contest_officer",
  "honours_officer",
  "unit_operator",
  "auditor",
  "security_administrator",
] as const
export type DutyKind = (typeof dutyKinds)[number]

/** Who is asking. A judge is known by the seat that a code opened, never by an account; a committee's member by either. */
export type Actor =
  | { readonly kind: "public" }
  | { readonly kind: "system"; readonly name: string }
  | {
      readonly kind: "account"
      readonly accountId: number
      readonly personId: number
      readonly name: string
      readonly duties: readonly Duty[]
    }
  | {
      readonly kind: "seat"
      readonly seatId: number
      readonly deviceId: number
      readonly eventId: number
      readonly role: SeatRole
      readonly alias: string
      /** What the tablet did came in by a packet: it counts though the tablet no longer holds the seat. */
      readonly carried?: true
    }
  | { readonly kind: "member"; readonly memberId: number; readonly committeeId: number; readonly personId: number }

export const seatRoles = ["judge", "head_judge", "scorekeeper"] as const
export type SeatRole = (typeof seatRoles)[number]

export type AccountActor = Extract<Actor, { kind: "account" }>
export type SeatActor = Extract<Actor, { kind: "seat" }>
