import type { AccountActor, DutyKind } from "#lib/actor.ts"
import type { Policy } from "#lib/policy.ts"

export const policyNames = ["default", "mlps"] as const

/**
 * The profiles of the setting POLICY. `default` keeps to OWASP ASVS 5.0 (no composition, no rotation, nobody locked out
 * by strangers); `mlps` to what an assessment after GB/T 22239-2019 (等保), 8.1.4.1 and 8.1.5, asks for instead.
 */
export const policies: Readonly<Record<(typeof policyNames)[number], Policy>> = {
  default: {
    name: "default",
    password: { minLength: 12, kinds: 0, maxAgeDays: undefined, history: 0 },
    account: { failures: 100, minutes: 60, sparesFamiliar: true },
    session: { idleMinutes: 30, hours: 12 },
    secondFactor: "offered",
    implied: { administrator: ["security_administrator"] },
    exclusive: [],
  },
  mlps: {
    name: "mlps",
    password: { minLength: 12, kinds: 3, maxAgeDays: 90, history: 5 },
    account: { failures: 5, minutes: 15, sparesFamiliar: false },
    session: { idleMinutes: 10, hours: 12 },
    secondFactor: "required",
    implied: {},
    exclusive: ["administrator", "security_administrator", "auditor"],
  },
}

/** An actor with the duties that come with those that were given. */
export const underPolicy = ({ implied }: Policy, actor: AccountActor): AccountActor => ({
  ...actor,
  duties: actor.duties.flatMap((duty) => [
    duty,
    ...(duty.unitPath === null ? [] : (implied[duty.kind] ?? []).map((kind) => ({ ...duty, kind }))),
  ]),
})

/** Which of the duties that somebody holds may not stand beside another one. */
export const conflictOf = ({ exclusive }: Policy, held: readonly DutyKind[], wanted: DutyKind): DutyKind | undefined =>
  exclusive.includes(wanted) ? held.find((kind) => kind !== wanted && exclusive.includes(kind)) : undefined

/** Whether a password is older than the policy lets it grow. */
export const isTooOld = ({ password }: Policy, setAt: Date, now: Date): boolean =>
  password.maxAgeDays !== undefined && now.getTime() - setAt.getTime() >= password.maxAgeDays * 86_400_000
