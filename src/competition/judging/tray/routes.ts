import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { type SeenEvent, seeEvent } from "#competition/contests/queries.ts"
import type { C, Env } from "#http/env.ts"
import { problemFrom, readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { isUuid, uuidv7 } from "#lib/uuid.ts"
import { notHere, seatOnly } from "../seats/middleware.ts"
import { applyItem, setAside } from "./commands.ts"
import { settlementForm } from "./forms.ts"
import { headTrayPage, officeTrayPage, type Refused } from "./pages.ts"
import { headTrayOf, officeTrayOf } from "./queries.ts"

const notices = ["apply", "set_aside"] as const

async function showHead(c: C, refused?: Refused, status: 200 | 409 | 422 = 200): Promise<Response> {
  const page = { ...(await headTrayOf(c.var.scope)), refused, done: doneOf(c, notices) }
  return show(c, headTrayPage, page, status)
}

async function showOffice(c: C, seen: SeenEvent, refused?: Refused, status: 200 | 409 | 422 = 200) {
  const tray = await officeTrayOf(c.var.scope, seen.event.id)
  return show(c, officeTrayPage, { ...seen, ...tray, refused, done: doneOf(c, notices) }, status)
}

type Again = (refused: Refused, status: 409 | 422) => Promise<Response>

/** Settles the item of the address, and goes back to the tray or shows it again with what is wrong. */
async function settle(c: C, eventId: number, tray: string, missing: () => Response, again: Again): Promise<Response> {
  const id = c.req.param("operation") ?? ""
  if (!isUuid(id)) return missing()
  const form = await readForm(c, settlementForm, "judging.fields")
  if (!form.ok) return again({ id, reason: String(form.typed.reason ?? ""), problems: form.problems }, 422)
  const { act, seen, reason } = form.value
  const settling = { eventId, id, reason }
  const settled =
    act === "apply"
      ? await applyItem(c.var.scope, settling, seen, uuidv7(c.var.scope.now, c.var.random(10)))
      : await setAside(c.var.scope, settling)
  if (settled.ok) return seeOther(c, `${tray}?done=${act}`)
  const { code } = settled.refusal
  if (code === "not_found") return missing()
  const problems = [problemFrom(c, { ...settled.refusal, field: "reason" })]
  return again({ id, reason, problems }, statusOf(settled.refusal) === 409 ? 409 : 422)
}

export const trayRoutes = new Hono<Env>()
  .use("/judge/tray", seatOnly("head_judge"))
  .use("/judge/tray/*", seatOnly("head_judge"))
  .use("/manage/events/:id/tray", signedInOnly())
  .use("/manage/events/:id/tray/*", signedInOnly())
  .get("/judge/tray", (c) => showHead(c))
  .post("/judge/tray/:operation/settlement", (c) => {
    const { actor } = c.var.scope
    const again: Again = (refused, status) => showHead(c, refused, status)
    return settle(c, actor.kind === "seat" ? actor.eventId : 0, "/judge/tray", () => notHere(c), again)
  })
  .get("/manage/events/:id/tray", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    return seen ? showOffice(c, seen) : notFound(c)
  })
  .post("/manage/events/:id/tray/:operation/settlement", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!seen?.runs) return notFound(c)
    const again: Again = (refused, status) => showOffice(c, seen, refused, status)
    return settle(c, seen.event.id, `/manage/events/${seen.event.id}/tray`, () => notFound(c), again)
  })
