import { titleIn } from "#competition/results/columns.ts"
import type { Both } from "#db/schema/index.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { type Choice, type Held, toConfer, type Won } from "./conferral.ts"

export type PrizeChoice = Choice & { readonly rank: number; readonly gradeZh: string; readonly gradeEn: string }
export type PrizeLine = { readonly name: string; readonly title: Both; readonly won: number; readonly held: number }

type Rules = {
  readonly rules: { readonly prizes?: readonly { readonly name: string }[] }
  readonly titles: { readonly prizes: Readonly<Record<string, Both>> }
}

/** The prizes of the rules that somebody won, in their order; a prize's number is its name in the form. */
export const prizesOf = ({ rules, titles }: Rules, won: readonly Won[], held: readonly Held[]): PrizeLine[] =>
  (rules.prizes ?? []).map(({ name }) => ({
    name,
    title: titleIn(titles.prizes, name),
    won: won.filter(({ prize }) => prize === name).length,
    held: won.filter((one) => one.prize === name && held.some((old) => isHeld(one, old))).length,
  }))

const isHeld = (won: Won, held: Held) => !held.revoked && held.entryId === won.entryId && held.prize === won.prize

type Texts = Readonly<Record<string, unknown>>
const textOf = (typed: Texts, name: string): string => {
  const given = typed[name]
  return typeof given === "string" ? given.trim() : ""
}

/** What was chosen for each prize, from fields numbered as the prizes are; all that is wrong with it. */
export function readChoices(typed: Texts, prizes: readonly PrizeLine[], honourIds: readonly number[]) {
  const refusals: Refusal[] = []
  const choices = prizes.flatMap((prize, at): PrizeChoice[] => {
    const honour = textOf(typed, `honour-${at}`)
    if (!honour) return []
    const honourId = Number(honour)
    if (!honourIds.includes(honourId)) refusals.push({ code: "honour_unknown", field: `honour-${at}` })
    const [gradeZh, gradeEn] = [textOf(typed, `gradeZh-${at}`), textOf(typed, `gradeEn-${at}`)]
    refusals.push(...gradeProblem(gradeZh, `gradeZh-${at}`), ...gradeProblem(gradeEn, `gradeEn-${at}`))
    return [{ prize: prize.name, honourId, rank: at + 1, gradeZh, gradeEn }]
  })
  if (choices.length === 0 && refusals.length === 0) refusals.push({ code: "nothing_chosen", field: "honour-0" })
  return { choices, refusals }
}

function gradeProblem(text: string, field: string): Refusal[] {
  if (!text) return [{ code: "grade_missing", field }]
  return [...text].length > 60 ? [{ code: "grade_too_long", field }] : []
}

export type Planned<W> = { readonly winner: W; readonly choice: PrizeChoice }

/** The entries that the choices add to the register. */
export function plan<W extends Won>(
  choices: readonly PrizeChoice[],
  won: readonly W[],
  held: readonly Held[],
): Result<Planned<W>[]> {
  const lines = choices.flatMap((choice) => toConfer(choice, won, held).map((winner) => ({ winner, choice })))
  return lines.length > 0 ? ok(lines) : refuse({ code: "nothing_to_confer" })
}
