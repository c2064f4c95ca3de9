import fc from "fast-check"
import { expect, test } from "vitest"
import { passwordProblem } from "#accounts/password-rules.ts"
import { conflictOf, isTooOld, policies, underPolicy } from "#accounts/policy.ts"
import { dutyKinds } from "#lib/actor.ts"

const { default: asvs, mlps } = policies
const problem = (typed: string, policy = asvs) => passwordProblem(policy, typed, "lin.zhiyuan")?.code

test.each([
  ["correct horse battery", undefined, "password_kinds"],
  ["Correct horse battery", undefined, undefined],
  ["correct horse 7", undefined, undefined],
  ["我们的密码是一句很长的话", undefined, "password_kinds"],
  ["p".repeat(200).replace(/p/g, (_, at) => String.fromCodePoint(97 + ((at * 7) % 23))), undefined, "password_kinds"],
  ["short", "password_short", "password_short"],
  ["elevenchars", "password_short", "password_short"],
  ["Password1234", "password_common", "password_common"],
  ["password2026!!", "password_common", "password_common"],
  ["Sunshine20240101", "password_common", "password_common"],
  ["123456789012", "password_common", "password_kinds"],
  ["abcdefghijkl", "password_common", "password_kinds"],
  ["qwertyuiopas", "password_common", "password_kinds"],
  ["AbcAbcAbcAbc1", undefined, undefined],
  ["abcabcabcabc", "password_common", "password_kinds"],
  ["1QAZ2wsx3edc", "password_common", "password_common"],
  ["my lin.zhiyuan password", "password_name", "password_kinds"],
  ["My Lin.Zhiyuan password", "password_name", "password_name"],
])("%s: %s by default, %s under mlps", (typed, byDefault, underMlps) => {
  expect([problem(typed), problem(typed, mlps)]).toEqual([byDefault, underMlps])
})

test("a long sentence of any letters is taken by default, whatever it is made of", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  const sentence = fc.array(word, { minLength: 12, maxLength: 30 }).map((words) => `${words.join(" ")} 桂冠`)
  fc.assert(fc.property(sentence, (typed) => problem(typed) === undefined || new Set(typed).size < 8))
})

const facts = ({ password, account, session, secondFactor }: typeof asvs) => [
  password.minLength,
  password.kinds,
  password.maxAgeDays,
  password.history,
  account.failures,
  account.sparesFamiliar,
  session.idleMinutes,
  session.hours,
  secondFactor,
]

test("what the two profiles demand", () => {
  expect(facts(asvs)).toEqual([12, 0, undefined, 0, 100, true, 30, 12, "offered"])
  expect(facts(mlps)).toEqual([12, 3, 90, 5, 5, false, 10, 12, "required"])
})

test("a password grows too old after ninety days under mlps, and never by default", () => {
  const set = new Date("2026-01-01T00:00:00Z")
  const after = (days: number) => new Date(set.getTime() + days * 86_400_000)
  expect([isTooOld(mlps, set, after(89)), isTooOld(mlps, set, after(90)), isTooOld(asvs, set, after(9999))]).toEqual([
    false,
    true,
    false,
  ])
})

test("under mlps two of the three administrators are never one person; by default every pair may be", () => {
  const three = ["administrator", "security_administrator", "auditor"]
  for (const held of dutyKinds)
    for (const wanted of dutyKinds) {
      const clash = held !== wanted && three.includes(held) && three.includes(wanted)
      expect([conflictOf(mlps, [held], wanted), conflictOf(asvs, [held], wanted)]).toEqual([
        clash ? held : undefined,
        undefined,
      ])
    }
})

test("by default an administrator keeps accounts too, in the same place; under mlps only who has that duty", () => {
  const duty = { kind: "administrator", unitId: 1, unitPath: "1.", contestId: null } as const
  const actor = { kind: "account", accountId: 1, personId: 1, name: "林", duties: [duty] } as const
  expect(underPolicy(asvs, actor).duties).toEqual([duty, { ...duty, kind: "security_administrator" }])
  expect(underPolicy(mlps, actor).duties).toEqual([duty])
})
