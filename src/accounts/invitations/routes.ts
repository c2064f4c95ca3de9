import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { seeOther, show } from "#http/show.ts"
import { keepSession } from "../signed-in.ts"
import { acceptInvitation } from "./commands.ts"
import { acceptanceForm, codeForm } from "./forms.ts"
import { acceptancePage, codePage } from "./pages.ts"
import { findInvitation } from "./queries.ts"

const device = (c: C): string => (c.req.header("User-Agent") ?? "").slice(0, 200)

const askCode = (c: C, typed: Typed, problems: Problem[]) =>
  show(c, codePage, { code: String(typed.code ?? ""), problems }, problems.length > 0 ? 422 : 200)

/** Asks for a password; where the code opens nothing (any more), for the code again. */
async function askPassword(c: C, typed: Typed, problems: Problem[]): Promise<Response> {
  const code = String(typed.code ?? "")
  const found = await findInvitation(c.var.scope, code)
  if (!found) return askCode(c, typed, [problemFrom(c, { code: "invitation_over", field: "code" })])
  return show(c, acceptancePage, { ...found, code, policy: c.var.policy, problems }, problems.length > 0 ? 422 : 200)
}

/** The code travels in bodies only: a link carries it behind its `#`, which no server and no log ever sees. */
export const invitationRoutes = new Hono<Env>()
  .get("/invitation", (c) => askCode(c, {}, []))
  .post("/invitation", async (c) => {
    const form = await readForm(c, codeForm, "accounts.invitation.fields")
    return form.ok ? askPassword(c, form.typed, []) : askCode(c, form.typed, form.problems)
  })
  .post("/invitation/acceptance", async (c) => {
    const form = await readForm(c, acceptanceForm, "accounts.invitation.fields")
    if (!form.ok) return askPassword(c, form.typed, form.problems)
    const taken = await acceptInvitation(c.var.scope, c.var.policy, { ...form.value, device: device(c) })
    if (!taken.ok) return askPassword(c, form.typed, [problemFrom(c, taken.refusal)])
    keepSession(c, taken.value)
    return seeOther(c, "/manage")
  })
