import { Hono } from "hono"
import type { z } from "zod"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { doneOf, seeOther, show, statusOf } from "#http/show.ts"
import type { Result } from "#lib/result.ts"
import { seatOnly } from "../seats/middleware.ts"
import { changePanel, findStatus, reopenSheet, signSet, signSheet } from "./commands.ts"
import { panelSizeForm, reopeningForm, statusForm } from "./forms.ts"
import { progressPage, progressPart, sheetPage, signaturePage, signSetPage } from "./pages.ts"
import { headOf, sheetOf } from "./queries.ts"

type FormName = "" | "reopening" | "panel" | "status"

const notices = ["reopening", "panel", "status", "set"] as const

async function showProgress(c: C, form: FormName = "", typed: Typed = {}, problems: Problem[] = []) {
  const page = { ...(await headOf(c.var.scope)), form, typed, problems, done: doneOf(c, notices) }
  return show(c, progressPage, page, problems.length > 0 ? 422 : 200)
}

/** A form of the head judge: carried out and confirmed, or the page again with what was typed and what is wrong. */
const headForm = <S extends z.ZodType>(
  name: FormName,
  schema: S,
  command: (c: C, form: z.output<S>) => Promise<Result<unknown>>,
) =>
  async function decide(c: C): Promise<Response> {
    const form = await readForm(c, schema, "judging.fields")
    if (!form.ok) return showProgress(c, name, form.typed, form.problems)
    const result = await command(c, form.value)
    if (!result.ok) return showProgress(c, name, form.typed, [problemFrom(c, result.refusal)])
    return seeOther(c, `/judge/progress?done=${name}`)
  }

export const sheetRoutes = new Hono<Env>()
  .use("/judge/sheet", seatOnly("judge", "scorekeeper"))
  .use("/judge/sheet/*", seatOnly("judge", "scorekeeper"))
  .use("/judge/progress", seatOnly("head_judge"))
  .use("/judge/progress/*", seatOnly("head_judge"))
  .get("/judge/sheet", async (c) =>
    show(c, sheetPage, { ...(await sheetOf(c.var.scope)), done: doneOf(c, ["signed", "imported"]) }),
  )
  .get("/judge/sheet/signature", async (c) => show(c, signaturePage, { ...(await sheetOf(c.var.scope)), problems: [] }))
  .post("/judge/sheet/signature", async (c) => {
    const signed = await signSheet(c.var.scope)
    if (signed.ok) return seeOther(c, "/judge/sheet?done=signed")
    const problems = [problemFrom(c, signed.refusal)]
    return show(c, signaturePage, { ...(await sheetOf(c.var.scope)), problems }, statusOf(signed.refusal))
  })
  .get("/judge/progress", (c) => showProgress(c))
  .get("/judge/progress/live", async (c) => show(c, progressPart, await headOf(c.var.scope)))
  .post(
    "/judge/progress/reopening",
    headForm("reopening", reopeningForm, (c, { seat, reason }) => reopenSheet(c.var.scope, seat, reason)),
  )
  .post(
    "/judge/progress/panel",
    headForm("panel", panelSizeForm, (c, form) => changePanel(c.var.scope, form)),
  )
  .post(
    "/judge/progress/status",
    headForm("status", statusForm, (c, form) => findStatus(c.var.scope, form.entry, form.status, form.reason)),
  )
  .get("/judge/progress/signature", async (c) => show(c, signSetPage, { ...(await headOf(c.var.scope)), problems: [] }))
  .post("/judge/progress/signature", async (c) => {
    const signed = await signSet(c.var.scope)
    if (signed.ok) return seeOther(c, "/judge/progress?done=set")
    const problems = [problemFrom(c, signed.refusal)]
    return show(c, signSetPage, { ...(await headOf(c.var.scope)), problems }, statusOf(signed.refusal))
  })
