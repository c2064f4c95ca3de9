import type { Definition } from "#honours/programmes/definition.ts"
import { matches, type Profile } from "#honours/programmes/filter.ts"

export type Department = Definition["opinions"][number]["departments"][number]
export type Asked = Department & { readonly workingDays: number }

/**
 * The departments to be asked about a nominee, each once, with the working days they have: those of every rule that
 * speaks of the nominee; where two rules name one department, the shorter time holds (domain.md 1.7).
 */
export function departmentsFor(rules: Definition["opinions"], profile: Profile): Asked[] {
  const asked = new Map<string, Asked>()
  for (const { when, departments, workingDays } of rules) {
    if (!matches(when, profile)) continue
    for (const department of departments) {
      const known = asked.get(department.key)
      asked.set(department.key, {
        ...department,
        workingDays: Math.min(workingDays, known?.workingDays ?? workingDays),
      })
    }
  }
  return [...asked.values()]
}

export type Waiting = { readonly id: number; readonly profile: Profile; readonly round: number }
export type Standing = { readonly nominationId: number; readonly department: string; readonly round: number }
export type Question = Asked & { readonly nominees: readonly Waiting[] }

/** One letter a department about all nominees whom it was not yet asked about in their present round. */
export function questions(
  rules: Definition["opinions"],
  waiting: readonly Waiting[],
  asked: readonly Standing[],
): Question[] {
  const done = new Set(asked.map(({ nominationId, department, round }) => `${nominationId} ${department} ${round}`))
  const letters = new Map<string, Question>()
  for (const nominee of waiting)
    for (const department of departmentsFor(rules, nominee.profile)) {
      if (done.has(`${nominee.id} ${department.key} ${nominee.round}`)) continue
      const letter = letters.get(department.key)
      const workingDays = Math.min(department.workingDays, letter?.workingDays ?? department.workingDays)
      letters.set(department.key, { ...department, workingDays, nominees: [...(letter?.nominees ?? []), nominee] })
    }
  return [...letters.values()]
}
