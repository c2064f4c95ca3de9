import { Hono } from "hono"
import { z } from "zod"
import type { C, Env } from "#http/env.ts"
import { line, type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { seeOther, show } from "#http/show.ts"
import { changePassword, signIn, signOut } from "./commands.ts"
import { passwordPage, signInPage } from "./pages.ts"
import { dropSession, keepSession, sessionSecret, signedInOnly } from "./signed-in.ts"

const signInForm = z.object({
  username: line(64),
  password: z.string().min(1, "required").max(256, "too_long"),
  next: z.string().default(""),
})

const passwordForm = z.object({
  current: z.string().min(1, "required").max(256, "too_long"),
  wanted: z.string().min(12, "too_short").max(256, "too_long"),
})

/** Only paths of this site: one slash, then anything but another slash or a backslash. */
const insidePath = (path: string): string => (/^\/(?![/\\])/.test(path) ? path : "/manage")

const device = (c: C): string => (c.req.header("User-Agent") ?? "").slice(0, 200)

const askAgain = (c: C, typed: Typed, problems: Problem[]) =>
  show(
    c,
    signInPage,
    { username: String(typed.username ?? ""), next: String(typed.next ?? ""), problems, isSetUp: false },
    422,
  )

export const accountRoutes = new Hono<Env>()
  .get("/sign-in", (c) => {
    const { next = "", done } = c.req.query()
    return show(c, signInPage, { username: "", next, problems: [], isSetUp: done === "set_up" })
  })
  .post("/sign-in", async (c) => {
    const form = await readForm(c, signInForm, "accounts.fields")
    if (!form.ok) return askAgain(c, form.typed, form.problems)
    const opened = await signIn(c.var.scope, { ...form.value, device: device(c) })
    if (!opened.ok) return askAgain(c, form.typed, [problemFrom(c, opened.refusal)])
    keepSession(c, opened.value)
    return seeOther(c, insidePath(form.value.next))
  })
  .post("/sign-out", async (c) => {
    const secret = sessionSecret(c)
    if (secret) await signOut(c.var.scope, secret)
    dropSession(c)
    return seeOther(c, "/")
  })
  .get("/manage/password", signedInOnly(), (c) =>
    show(c, passwordPage, { problems: [], done: c.req.query("done") === "changed" }),
  )
  .post("/manage/password", signedInOnly(), async (c) => {
    const form = await readForm(c, passwordForm, "accounts.fields")
    if (!form.ok) return show(c, passwordPage, { problems: form.problems, done: false }, 422)
    const changed = await changePassword(c.var.scope, { ...form.value, device: device(c) })
    if (!changed.ok) return show(c, passwordPage, { problems: [problemFrom(c, changed.refusal)], done: false }, 422)
    keepSession(c, changed.value)
    return seeOther(c, "/manage/password?done=changed")
  })
