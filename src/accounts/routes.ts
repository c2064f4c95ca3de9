import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { seeOther, show, tooMany } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { requestOptions } from "./factors/passkeys.ts"
import { factorsOf } from "./factors/queries.ts"
import { secondStepForm, signInForm } from "./forms.ts"
import { secondStepPage, signInPage } from "./pages.ts"
import { type Entered, signIn, signOut, takeSecondStep } from "./sign-in.ts"
import { attemptOf, dropSession, keepDevice, keepSession, rereadSession, sessionSecret } from "./signed-in.ts"

/** Only paths of this site: one slash, then anything but another slash or a backslash. */
const insidePath = (path: string): string => (/^\/(?![/\\])/.test(path) ? path : "/manage")

const askAgain = (c: C, typed: Typed, problems: Problem[]) =>
  show(
    c,
    signInPage,
    { username: String(typed.username ?? ""), next: String(typed.next ?? ""), problems, isSetUp: false },
    422,
  )

/** The log says that somebody failed and on which account, never what was typed. */
function noteRefused(c: C, { code, account }: Refusal): void {
  const { log, scope } = c.var
  log.warn({ requestId: scope.requestId, account: account ?? null, code }, "sign-in refused")
}

function proceed(c: C, { secret, token }: Entered, next: string): Response {
  keepSession(c, secret)
  if (token) keepDevice(c, token)
  return seeOther(c, next)
}

async function askSecond(c: C, next: string, problems: Problem[]): Promise<Response> {
  const { session, scope, origin } = c.var
  if (session?.stage !== "second_factor") return seeOther(c, "/sign-in")
  const { authenticatorSince, passkeys } = await factorsOf(scope, session.accountId)
  const options = passkeys.length > 0 ? JSON.stringify(await requestOptions({ ...session, origin }, passkeys)) : ""
  const shape = { next, problems, options, hasApp: authenticatorSince !== undefined }
  return show(c, secondStepPage, shape, problems.length > 0 ? 422 : 200)
}

export const accountRoutes = new Hono<Env>()
  .get("/sign-in", (c) => {
    const { next = "", done } = c.req.query()
    return show(c, signInPage, { username: "", next, problems: [], isSetUp: done === "set_up" })
  })
  .post("/sign-in", async (c) => {
    const form = await readForm(c, signInForm, "accounts.fields")
    if (!form.ok) return askAgain(c, form.typed, form.problems)
    const { next } = form.value
    const entered = await signIn(c.var.scope, c.var.policy, form.value, attemptOf(c))
    if (entered.ok && !entered.value.awaits) return proceed(c, entered.value, insidePath(next))
    if (entered.ok) return proceed(c, entered.value, `/sign-in/second-step?next=${encodeURIComponent(next)}`)
    noteRefused(c, entered.refusal)
    if (entered.refusal.code === "too_many_tries") return tooMany(c, Number(entered.refusal.wait), "/sign-in")
    return askAgain(c, form.typed, [problemFrom(c, entered.refusal)])
  })
  .get("/sign-in/second-step", (c) => askSecond(c, c.req.query("next") ?? "", []))
  .post("/sign-in/second-step", async (c) => {
    const { session, scope, policy } = c.var
    const form = await readForm(c, secondStepForm, "accounts.fields")
    if (!form.ok) return askSecond(c, String(form.typed.next ?? ""), form.problems)
    if (session?.stage !== "second_factor") return seeOther(c, "/sign-in")
    const entered = await takeSecondStep(scope, policy, session, form.value, attemptOf(c))
    if (entered.ok) return proceed(c, entered.value, insidePath(form.value.next))
    noteRefused(c, { ...entered.refusal, account: session.accountId })
    if (entered.refusal.code === "too_many_tries") return tooMany(c, Number(entered.refusal.wait), "/sign-in")
    await rereadSession(c)
    return askSecond(c, form.value.next, [problemFrom(c, entered.refusal)])
  })
  .post("/sign-out", async (c) => {
    const secret = sessionSecret(c)
    if (secret) await signOut(c.var.scope, secret)
    dropSession(c)
    c.header("Clear-Site-Data", '"cache"')
    return seeOther(c, "/")
  })
