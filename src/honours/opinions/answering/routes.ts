import { Hono } from "hono"
import { deleteCookie, setCookie } from "hono/cookie"
import { letterLanes } from "#accounts/lanes.ts"
import { giveBack, take } from "#accounts/throttle.ts"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed, typedOf } from "#http/forms.ts"
import { doneOf, seeOther, show, statusOf, tooMany } from "#http/show.ts"
import { typedCode } from "#lib/codes.ts"
import { groundsFor, type LetterSeen, letterByCode, nomineesOf } from "../queries.ts"
import { letterState } from "../standing.ts"
import { answersOf } from "./answers.ts"
import { giveOpinions, signLetter } from "./commands.ts"
import { codeForm, signatureForm } from "./forms.ts"
import { codeOf, cookieName, openedLetter, place } from "./middleware.ts"
import { codePage, letterPage } from "./pages.ts"

const askCode = (c: C, code: string, problems: Problem[]) =>
  show(c, codePage, { code, problems }, problems.length > 0 ? 422 : 200)

async function letter(c: C, found: LetterSeen, typed: Typed, problems: Problem[], status: 200 | 409 | 422 = 200) {
  const nominees = await nomineesOf(c.var.scope, found.letter.id)
  const done = doneOf(c, ["saved", "signed"])
  const grounds = await groundsFor(c.var.scope, found.letter.programmeId)
  const state = letterState(found.letter, c.var.scope.now)
  return show(c, letterPage, { ...found, state, nominees, grounds, typed, problems, done }, status)
}

const refusedAs = (code: string) => (statusOf({ code }) === 409 ? 409 : 422)

/** The code travels in bodies only: a link carries it behind its `#`, which no server and no log ever sees. */
export const answeringRoutes = new Hono<Env>()
  .get("/opinions", async (c) => ((await openedLetter(c)) ? seeOther(c, "/opinions/letter") : askCode(c, "", [])))
  .post("/opinions", async (c) => {
    const form = await readForm(c, codeForm, "opinions.fields")
    if (!form.ok) return askCode(c, String(form.typed.code ?? ""), form.problems)
    const lanes = letterLanes(networkOf(clientAddress(c)))
    const wait = await take(c.var.scope, lanes)
    if (wait !== undefined) return tooMany(c, wait, "/opinions")
    const { code } = form.value
    const problem = { code: "letter_unknown", field: "code" }
    if (!(await letterByCode(c.var.scope, code))) return askCode(c, code, [problemFrom(c, problem)])
    await giveBack(c.var.scope, lanes)
    setCookie(c, cookieName(c), typedCode(code), { ...place(c), httpOnly: true, sameSite: "Lax" })
    return seeOther(c, "/opinions/letter")
  })
  .get("/opinions/letter", async (c) => {
    const found = await openedLetter(c)
    return found ? letter(c, found, {}, []) : seeOther(c, "/opinions")
  })
  .post("/opinions/letter", async (c) => {
    const found = await openedLetter(c)
    if (!found) return seeOther(c, "/opinions")
    const typed = await typedOf(c)
    const answers = answersOf(typed, await nomineesOf(c.var.scope, found.letter.id))
    const kept = await giveOpinions(c.var.scope, codeOf(c), answers)
    if (kept.ok) return seeOther(c, "/opinions/letter?done=saved")
    return letter(c, found, typed, [problemFrom(c, kept.refusal)], refusedAs(kept.refusal.code))
  })
  .post("/opinions/letter/signature", async (c) => {
    const found = await openedLetter(c)
    if (!found) return seeOther(c, "/opinions")
    const form = await readForm(c, signatureForm, "opinions.fields")
    if (!form.ok) return letter(c, found, form.typed, form.problems, 422)
    const answers = answersOf(form.typed, await nomineesOf(c.var.scope, found.letter.id))
    const signed = await signLetter(c.var.scope, codeOf(c), answers, form.value)
    if (signed.ok) return seeOther(c, "/opinions/letter?done=signed")
    return letter(c, found, form.typed, [problemFrom(c, signed.refusal)], refusedAs(signed.refusal.code))
  })
  .post("/opinions/leaving", (c) => {
    deleteCookie(c, cookieName(c), place(c))
    return seeOther(c, "/opinions")
  })
