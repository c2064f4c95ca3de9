import { type DutyKind, dutyKinds } from "#lib/actor.ts"

/**
 * What each duty allows in the unit where it is held and in all below it: the one table that every permission is read
 * from. README.md shows it; a test keeps both equal.
 */
export const abilities = {
  "tasks.read": dutyKinds,
  "directory.keep": ["administrator", "contest_officer", "unit_operator"],
  "directory.read": ["administrator", "contest_officer", "unit_operator", "auditor", "security_administrator"],
  "people.reveal": ["administrator", "unit_operator"],
  "people.merge": ["administrator"],
  "directory.import": ["administrator", "unit_operator"],
  "duties.give": ["administrator"],
  "accounts.open": ["security_administrator"],
  "policy.read": ["administrator", "security_administrator", "auditor"],
  "contests.run": ["administrator", "contest_officer"],
  "contests.read": ["administrator", "contest_officer", "auditor"],
  "registration.enter": ["unit_operator"],
  "register.keep": ["administrator", "honours_officer"],
  "register.read": ["administrator", "honours_officer", "contest_officer", "auditor"],
  "programmes.keep": ["administrator", "honours_officer"],
  "programmes.read": ["administrator", "honours_officer", "unit_operator", "auditor"],
  "revocations.open": ["administrator", "honours_officer", "unit_operator"],
  "revocations.advise": ["administrator", "honours_officer"],
  "notices.keep": ["administrator", "honours_officer", "contest_officer"],
  "notices.read": ["administrator", "honours_officer", "contest_officer", "auditor"],
  "calendar.keep": ["administrator"],
  "trail.read": ["administrator", "auditor"],
  "nominations.write": ["unit_operator"],
  "nominations.review": ["administrator", "honours_officer"],
  "nominations.read": ["administrator", "honours_officer", "unit_operator", "auditor"],
  "honours.confer": ["administrator", "honours_officer", "contest_officer"],
} as const satisfies Record<string, readonly DutyKind[]>

export type Ability = keyof typeof abilities

/** What a duty that is held in one contest allows, in that contest alone. */
export const contestAbilities: readonly Ability[] = ["tasks.read", "contests.run", "contests.read", "honours.confer"]

/** Whether a duty allows this. */
export const allows = (kind: DutyKind, ability: Ability): boolean =>
  (abilities[ability] as readonly DutyKind[]).includes(kind)
