import type { DutyKind } from "./actor.ts"

/** What a deployment demands of those who sign in; `accounts/policy.ts` holds the profiles. */
export type Policy = {
  readonly name: "default" | "mlps"
  readonly password: {
    readonly minLength: number
    /** How many of small letters, capitals, figures and signs a password must mix; 0 asks for nothing. */
    readonly kinds: number
    readonly maxAgeDays: number | undefined
    /** How many earlier passwords are not taken again. */
    readonly history: number
  }
  /**
   * Failures on one account, wherever they come from, after which it waits. Where `sparesFamiliar`, devices and
   * addresses from which its owner has signed in do not wait, so that no stranger can lock anybody out.
   */
  readonly account: { readonly failures: number; readonly minutes: number; readonly sparesFamiliar: boolean }
  readonly session: { readonly idleMinutes: number; readonly hours: number }
  readonly secondFactor: "offered" | "required"
  /** Duties that come with another one. */
  readonly implied: Readonly<Partial<Record<DutyKind, readonly DutyKind[]>>>
  /** Duties of which nobody may hold two. */
  readonly exclusive: readonly DutyKind[]
}
