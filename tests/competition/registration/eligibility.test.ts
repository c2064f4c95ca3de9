import { expect, test } from "vitest"
import {
  delegationOf,
  type Entrant,
  reasonsAgainst,
  type Standing,
  type Terms,
} from "#competition/registration/eligibility.ts"

const opensAt = new Date("2026-03-01T00:00:00Z")
const closesAt = new Date("2026-04-01T00:00:00Z")
const during = new Date("2026-03-15T00:00:00Z")
const terms: Terms = {
  contestState: "announced",
  eventState: "registration",
  startsOn: "2026-05-01",
  opensAt,
  closesAt,
  eligibility: {
    minAge: 18,
    maxAge: 45,
    minSkill: "senior",
    maxSkill: "senior_technician",
  },
  entrantGroup: "worker",
  perUnitLimit: 2,
  capacity: 10,
}
const fits: Entrant = {
  birthDate: "1990-05-01",
  skillLevel: "senior",
  isStudent: false,
}
const room: Standing = { unit: 0, event: 0, entered: false }

test.each<[string, Partial<Terms>, Partial<Entrant>, Partial<Standing>, Date, object[]]>([
  ["who fits everything", {}, {}, {}, during, []],
  ["18 on the first day", {}, { birthDate: "2008-05-01" }, {}, during, []],
  ["18 a day later", {}, { birthDate: "2008-05-02" }, {}, during, [{ code: "too_young", age: 17, limit: 18 }]],
  ["46 on the first day", {}, { birthDate: "1980-05-01" }, {}, during, [{ code: "too_old", age: 46, limit: 45 }]],
  ["46 a day later", {}, { birthDate: "1980-05-02" }, {}, during, []],
  ["too low a skill", {}, { skillLevel: "intermediate" }, {}, during, [{ code: "skill_too_low", skill: "senior" }]],
  [
    "too high a skill",
    {},
    { skillLevel: "chief_technician" },
    {},
    during,
    [{ code: "skill_too_high", skill: "senior_technician" }],
  ],
  ["no skill on file", {}, { skillLevel: null }, {}, during, [{ code: "skill_unknown" }]],
  ["no skill where none is asked", { eligibility: {} }, { skillLevel: null }, {}, during, []],
  ["a student among workers", {}, { isStudent: true }, {}, during, [{ code: "workers_only" }]],
  ["a worker among students", { entrantGroup: "student" }, {}, {}, during, [{ code: "students_only" }]],
  ["anybody in an open event", { entrantGroup: "open" }, { isStudent: true }, {}, during, []],
  ["the minute it opens", {}, {}, {}, opensAt, []],
  ["before it opens", {}, {}, {}, new Date(0), [{ code: "not_open_yet", at: opensAt }]],
  ["the minute it closes", {}, {}, {}, closesAt, [{ code: "closed", at: closesAt }]],
  ["an unannounced contest", { contestState: "draft" }, {}, {}, during, [{ code: "not_announced" }]],
  ["after the draw", { eventState: "drawn" }, {}, {}, during, [{ code: "registration_over" }]],
  ["the unit's last place", {}, {}, { unit: 1, event: 9 }, during, []],
  ["a full unit", {}, {}, { unit: 2, event: 9 }, during, [{ code: "unit_full", limit: 2 }]],
  ["a full event", {}, {}, { unit: 1, event: 10 }, during, [{ code: "event_full", limit: 10 }]],
  ["no limits", { perUnitLimit: null, capacity: null }, {}, { unit: 99, event: 999 }, during, []],
  ["somebody entered", {}, {}, { unit: 2, event: 10, entered: true }, during, [{ code: "already_entered" }]],
])("%s", (_, changed, entrant, standing, now, expected) => {
  expect(reasonsAgainst({ ...terms, ...changed }, { ...fits, ...entrant }, { ...room, ...standing }, now)).toEqual(
    expected,
  )
})

test("all reasons are given at once", () => {
  const entrant: Entrant = {
    birthDate: "2010-01-01",
    skillLevel: null,
    isStudent: true,
  }
  const reasons = reasonsAgainst(terms, entrant, { unit: 2, event: 10, entered: false }, closesAt)
  expect(reasons.map(({ code }) => code)).toEqual([
    "closed",
    "too_young",
    "skill_unknown",
    "workers_only",
    "unit_full",
    "event_full",
  ])
})

test("a shop-floor team enters for the unit above it", () => {
  const plant = { kind: "enterprise", path: "1.2." } as const
  const team = { kind: "team", path: "1.2.9." } as const
  expect(delegationOf([{ kind: "federation", path: "1." }, plant, team])).toBe(plant)
  expect(delegationOf([team])).toBe(team)
})
