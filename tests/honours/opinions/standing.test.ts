import { expect, test } from "vitest"
import { answersOf, tooLong, wordsLimit } from "#honours/opinions/answering/answers.ts"
import { dueText, groundProblem, letterState, opinionProblem, reminderDue } from "#honours/opinions/standing.ts"
import { calendarWith } from "#notices/calendar/announced.ts"

const at = (text: string) => new Date(`2026-11-${text}+08:00`)
const dueAt = at("20T17:00:00")

test.each([
  ["20T17:00:00", null, "asked"],
  ["20T17:00:01", null, "overdue"],
  ["25T09:00:00", "20T17:00:00", "signed"],
  ["25T09:00:00", "20T17:00:01", "late"],
])("at %s a letter signed at %s is %s", (now, signed, state) => {
  expect(letterState({ dueAt, signedAt: signed ? at(signed) : null }, at(now))).toBe(state)
})

test.each([
  ["18T16:59:59", null, null, false],
  ["18T17:00:00", null, null, true],
  ["19T16:59:59", "18T17:00:00", null, false],
  ["19T17:00:00", "18T17:00:00", null, true],
  ["25T09:00:00", null, "20T17:00:00", false],
])("at %s, reminded at %s and signed at %s, a reminder is due: %s", (now, reminded, signed, due) => {
  const given = { dueAt, remindedAt: reminded ? at(reminded) : null, signedAt: signed ? at(signed) : null }
  expect(reminderDue(given, at(now))).toBe(due)
})

test.each([
  [null, "", "opinion_missing"],
  ["agree", "", undefined],
  ["disagree", "  ", "words_missing"],
  ["explain", "", "words_missing"],
  ["explain", "has paid since", undefined],
] as const)("%s with the words %j lacks %s", (verdict, words, problem) => {
  expect(opinionProblem({ verdict, words })).toBe(problem)
})

test("answers are read for those who are asked about and were sent", () => {
  const nominees = [
    { id: 1, version: 1, isAsked: true },
    { id: 2, version: 1, isAsked: false },
    { id: 3, version: 1, isAsked: true },
    { id: 4, version: 1, isAsked: true },
  ]
  const typed = {
    verdict_1: "agree",
    words_1: " 𠮷\0 ",
    version_1: "7",
    ground_1: "accident",
    event_1: "2026-01-05",
    verdict_2: "agree",
    version_2: "1",
    verdict_3: ["agree", "disagree"],
    words_3: "x".repeat(wordsLimit + 50),
    version_3: "1e3",
  }
  const answers = answersOf(typed, nominees)
  expect(answers).toEqual([
    { id: 1, verdict: "agree", words: "𠮷", ground: "accident", eventDay: "2026-01-05", version: 7 },
    { id: 3, verdict: null, words: "x".repeat(wordsLimit + 1), ground: "", eventDay: "", version: 0 },
  ])
  expect(tooLong(answers)?.id).toBe(3)
})

test("the time for an answer counts working days, make-up days among them, from tomorrow", () => {
  const calendar = calendarWith([], [])
  expect(dueText(new Date("2024-01-30T23:59:59+08:00"), 5, calendar)).toBe("2024-02-05 17:00")
  expect(dueText(new Date("2024-04-25T09:00:00+08:00"), 5, calendar)).toBe("2024-05-06 17:00")
})

test.each([
  ["no ground", { ground: "", eventDay: "" }, false],
  ["a ground with its day", { ground: "accident", eventDay: "2026-03-01" }, false],
  ["a ground without a day", { ground: "accident", eventDay: "" }, true],
  ["a day to come", { ground: "accident", eventDay: "2026-03-02" }, true],
  ["no day of the calendar", { ground: "accident", eventDay: "2026-02-30" }, true],
])("a ground of the veto list needs the day of its event: %s", (_, given, isWrong) => {
  expect(groundProblem(given, "2026-03-01")).toBe(isWrong)
})
