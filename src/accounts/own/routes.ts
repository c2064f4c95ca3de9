import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, tooMany } from "#http/show.ts"
import { browserName, deviceKind } from "#lib/device.ts"
import { changePassword, endOwnSessions } from "../commands.ts"
import { requestOptions } from "../factors/passkeys.ts"
import { factorsOf, hasFactor } from "../factors/queries.ts"
import { confirmationForm, passwordForm } from "../forms.ts"
import { accountById } from "../proof.ts"
import { listSessions, type SessionRow } from "../sessions.ts"
import { confirm } from "../sign-in.ts"
import { attemptOf, keepSession, provenOnly, rereadSession, signedInOnly } from "../signed-in.ts"
import { factorRoutes } from "./factor-routes.ts"
import { accountPage, confirmationPage, passwordPage, policyPage } from "./pages.ts"

const home = "/manage/account"
const dones = ["changed", "ended", "app", "passkey", "codes", "removed"]
const place = (device: string) => ({ kind: deviceKind(device), browser: browserName(device) })

/** The session of the request; every route here stands behind `signedInOnly`. */
function ownSession(c: C): SessionRow {
  if (!c.var.session) throw new Error("nobody is signed in")
  return c.var.session
}

async function showAccount(c: C) {
  const { scope, policy, due = "" } = c.var
  const { id, accountId } = ownSession(c)
  const account = await accountById(scope, accountId)
  if (!account) return notFound(c)
  const factors = await factorsOf(scope, accountId)
  const sessions = await listSessions(scope, accountId)
  return show(c, accountPage, {
    username: account.username,
    passwordSetAt: account.passwordSetAt,
    passwordDays: policy.password.maxAgeDays,
    ...factors,
    passkeys: factors.passkeys.map((one) => ({ ...one, ...place(one.device) })),
    hasFactor: hasFactor(factors),
    sessions: sessions.map((one) => ({ ...one, ...place(one.device), isThis: one.id === id })),
    policy,
    due,
    done: doneOf(c, dones),
    problems: [],
  })
}

async function askToConfirm(c: C, next: string, problems: Problem[]) {
  const { scope, origin, session } = c.var
  // Another tab may have ended it while this one was typing.
  if (!session) return seeOther(c, "/sign-in")
  const factors = await factorsOf(scope, session.accountId)
  const { passkeys } = factors
  const options = passkeys.length > 0 ? JSON.stringify(await requestOptions({ ...session, origin }, passkeys)) : ""
  const hasApp = factors.authenticatorSince !== undefined
  const shape = { next, problems, options, hasApp, hasFactor: hasFactor(factors) }
  return show(c, confirmationPage, shape, problems.length > 0 ? 422 : 200)
}

const askPassword = (c: C, problems: Problem[]) => {
  const { policy, due } = c.var
  return show(c, passwordPage, { problems, policy, isDue: due === "password" }, problems.length > 0 ? 422 : 200)
}

/** Only to pages of one's own account. */
const onward = (next: string): string => (/^\/manage\/account(\/[a-z-]+)*$/.test(next) ? next : home)

export const ownRoutes = new Hono<Env>()
  .use(home, signedInOnly())
  .use(`${home}/*`, signedInOnly())
  .use("/manage/policy", signedInOnly())
  .get(home, showAccount)
  .get(`${home}/confirmation`, (c) => askToConfirm(c, onward(c.req.query("next") ?? ""), []))
  .post(`${home}/confirmation`, async (c) => {
    const form = await readForm(c, confirmationForm, "accounts.fields")
    if (!form.ok) return askToConfirm(c, onward(String(form.typed.next ?? "")), form.problems)
    const done = await confirm(c.var.scope, c.var.policy, ownSession(c), form.value, attemptOf(c))
    if (!done.ok && done.refusal.code === "too_many_tries") return tooMany(c, Number(done.refusal.wait), home)
    if (!done.ok) {
      await rereadSession(c)
      return askToConfirm(c, onward(form.value.next), [problemFrom(c, done.refusal)])
    }
    keepSession(c, done.value)
    return seeOther(c, onward(form.value.next))
  })
  .get(`${home}/password`, provenOnly(), (c) => askPassword(c, []))
  .post(`${home}/password`, provenOnly(), async (c) => {
    const form = await readForm(c, passwordForm, "accounts.fields")
    if (!form.ok) return askPassword(c, form.problems)
    const { device } = attemptOf(c)
    const changed = await changePassword(c.var.scope, c.var.policy, { ...form.value, device })
    if (!changed.ok) return askPassword(c, [problemFrom(c, changed.refusal)])
    keepSession(c, changed.value)
    return seeOther(c, `${home}?done=changed`)
  })
  .post(`${home}/sessions/ending`, async (c) => {
    await endOwnSessions(c.var.scope, ownSession(c), "others")
    return seeOther(c, `${home}?done=ended`)
  })
  .post(`${home}/sessions/:id/ending`, async (c) => {
    const ended = await endOwnSessions(c.var.scope, ownSession(c), idParam(c) ?? 0)
    return ended.ok ? seeOther(c, `${home}?done=ended`) : refused(c, ended.refusal, home)
  })
  .get("/manage/policy", (c) =>
    holds(c.var.scope.actor, "policy.read") ? show(c, policyPage, { policy: c.var.policy }) : notFound(c),
  )
  .route("/", factorRoutes)
