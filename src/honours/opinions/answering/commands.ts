import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { opinionLetters, opinions } from "#db/schema/index.ts"
import { lockNomination, makeMove } from "#honours/nominations/moves/commands.ts"
import { noteVeto } from "#honours/vetoes/commands.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { groundsFor, type Letter, letterByCode, type Nominee, nomineesOf } from "../queries.ts"
import { groundProblem, opinionProblem } from "../standing.ts"
import { type Answer, tooLong, wordsLimit } from "./answers.ts"

/** Keeps what a department has filled in so far; nothing of it counts before the letter is signed. */
export const giveOpinions = (scope: Scope, code: string, answers: readonly Answer[]) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const found = await letterByCode(inner, code)
    if (!found) return refuse({ code: "letter_unknown" })
    if (found.letter.signedAt) return refuse({ code: "letter_signed" })
    const long = tooLong(answers)
    if (long) return refuse({ code: "opinion_too_long", field: `words_${long.id}`, max: wordsLimit })
    for (const { id, version, verdict, words, ground, eventDay } of answers) {
      const own = and(eq(opinions.id, id), eq(opinions.letterId, found.letter.id))
      const given = {
        verdict,
        words,
        ground,
        eventDay: ground ? eventDay : "",
        givenAt: verdict ? inner.now : null,
        version: version + 1,
      }
      const [kept] = await inner.db
        .update(opinions)
        .set(given)
        .where(and(own, eq(opinions.version, version)))
        .returning({ id: opinions.id })
      if (!kept) return refuse({ code: "stale" })
    }
    await record(inner, "opinion.give", { kind: "opinion_letter", id: found.letter.id }, { count: answers.length })
    return ok(null)
  })

export type Signer = { readonly name: string; readonly post: string; readonly version: number }

/** Keeps what was filled in last and signs all opinions of a letter at once, for the department; from here on they stand, and each nomination goes on. */
export const signLetter = (scope: Scope, code: string, answers: readonly Answer[], { name, post, version }: Signer) =>
  transact(scope, async (inner): Promise<Result<{ count: number }>> => {
    const given = await giveOpinions(inner, code, answers)
    if (!given.ok) return given
    const found = await letterByCode(inner, code)
    if (!found) return refuse({ code: "letter_unknown" })
    const { letter } = found
    if (letter.signedAt) return refuse({ code: "letter_signed" })
    const asked = (await nomineesOf(inner, letter.id)).filter(({ isAsked }) => isAsked)
    const open = asked.find((one) => opinionProblem(one))
    if (open) return refuse({ code: opinionProblem(open) ?? "", field: `verdict_${open.id}`, name: open.name })
    const undated = asked.find((one) => groundProblem(one, dayOf(inner.now)))
    if (undated) return refuse({ code: "ground_undated", field: `event_${undated.id}`, name: undated.name })
    const [signed] = await inner.db
      .update(opinionLetters)
      .set({ signedAt: inner.now, signerName: name, signerPost: post, version: version + 1 })
      .where(
        and(eq(opinionLetters.id, letter.id), eq(opinionLetters.version, version), isNull(opinionLetters.signedAt)),
      )
      .returning({ id: opinionLetters.id })
    if (!signed) return refuse({ code: "stale" })
    const passed = await passOn(inner, letter, `${letter.titleZh} ${name}`, asked)
    if (!passed.ok) return passed
    await noteGrounds(inner, letter, asked)
    await record(inner, "opinion.sign", { kind: "opinion_letter", id: letter.id }, { count: asked.length })
    return ok({ count: asked.length })
  })

/** Puts the units on the veto list of which the department named a ground; who stands there for it already stays. */
async function noteGrounds(scope: Scope, letter: Letter, asked: readonly Nominee[]): Promise<void> {
  const grounds = await groundsFor(scope, letter.programmeId)
  for (const { ground: key, unitId, eventDay } of asked) {
    const ground = grounds.find((one) => one.key === key)
    const finding = { unitId, source: letter.titleZh, document: "", fromDay: eventDay, untilDay: null }
    if (ground) await noteVeto(scope, { ...finding, ground, letterId: letter.id, name: letter.titleZh })
  }
}

/** The department's signature on each nomination; one that was returned at this very moment needs it no more. */
async function passOn(scope: Scope, letter: Letter, name: string, asked: readonly Nominee[]): Promise<Result<null>> {
  for (const { nominationId, round, verdict, words } of asked.toSorted((a, b) => a.nominationId - b.nominationId)) {
    const locked = await lockNomination(scope, nominationId)
    if (!locked || verdict === null || locked.course.round !== round) continue
    const move = { move: "sign", signer: letter.department, verdict } as const
    const { version } = locked.found.nomination
    const made = await makeMove(scope, locked, { move, version, words, name })
    if (!made.ok) return made
  }
  return ok(null)
}
