import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { sha256 } from "#lib/hash.ts"
import { setUp } from "./commands.ts"
import { federationLevels, setupForm } from "./forms.ts"
import { setupPage } from "./pages.ts"
import { isOpen } from "./queries.ts"

const ask = (c: C, typed: Typed, problems: Problem[]) =>
  show(c, setupPage, { typed, problems, levels: federationLevels }, problems.length > 0 ? 422 : 200)

/** The page behind the link of the first start; `hash` is that of the link's token, and absent when there is no link. */
export function setupRoutes(hash: string | undefined): Hono<Env> {
  const mayEnter = async (c: C) => sha256(c.req.param("token") ?? "") === hash && (await isOpen(c.var.scope))
  return new Hono<Env>()
    .get("/setup/:token", async (c) => ((await mayEnter(c)) ? ask(c, { level: "municipal" }, []) : notFound(c)))
    .post("/setup/:token", async (c) => {
      if (!(await mayEnter(c))) return notFound(c)
      const form = await readForm(c, setupForm, "directory.setup_fields")
      if (!form.ok) return ask(c, form.typed, form.problems)
      const post = c.var.view.t("accounts.words.duties.administrator")
      const done = await setUp(c.var.scope, c.var.policy, { ...form.value, post })
      if (done.ok) return seeOther(c, "/sign-in?done=set_up&next=/manage")
      return done.refusal.code === "not_found" ? notFound(c) : ask(c, form.typed, [problemFrom(c, done.refusal)])
    })
}
