import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { findEvent, type ManagedEvent, type SeenEvent, seeEvent } from "#competition/contests/queries.ts"
import { rulesAreLocked } from "#competition/contests/workflow.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import type { SeatRole } from "#lib/actor.ts"
import { seatRoles } from "#lib/actor.ts"
import { qrPath } from "#lib/qr-path.ts"
import type { Refusal } from "#lib/result.ts"
import type { SeatRow } from "../seats/queries.ts"
import { appoint, changeSeat, endSeat, issueCards, removeSeat, startJudging } from "./commands.ts"
import { cardsForm, reasonForm, seatChangeForm, seatForm } from "./forms.ts"
import { cardsPage, endSeatPage, panelPage, seatPage } from "./pages.ts"
import { choicesFor, panelOf, seatOf } from "./queries.ts"

const notices = ["appointed", "changed", "removed", "ended", "started"] as const

const panelPath = (eventId: number) => `/manage/events/${eventId}/panel`

async function showPanel(c: C, seen: SeenEvent, problems: Problem[], status: 200 | 409 | 422 = 200) {
  const panel = await panelOf(c.var.scope, seen.event)
  return show(c, panelPage, { ...seen, ...panel, problems, done: doneOf(c, notices) }, status)
}

/** After a command on the panel: back to it, or the panel again with what kept it from being done. */
async function backToPanel(c: C, eventId: number, refusal: Refusal | undefined, done: string) {
  if (!refusal) return seeOther(c, `${panelPath(eventId)}?done=${done}`)
  const managed = await seeEvent(c.var.scope, eventId)
  if (!managed?.runs || refusal.code === "not_found") return notFound(c)
  return showPanel(c, managed, [problemFrom(c, refusal)], statusOf(refusal) === 409 ? 409 : 422)
}

type SeatForm = { seat?: SeatRow; role: SeatRole; typed: Typed; problems: Problem[] }

async function showSeat(c: C, managed: ManagedEvent, { seat, role, typed, problems }: SeatForm) {
  const q = c.req.query("q") ?? ""
  const chosen = idOf(typed.personId)
  const { slots, people, alias } = await choicesFor(c.var.scope, managed, { role, q, chosen })
  const fields: Typed = { alias, slots: slots.map(({ slot }) => slot), ...typed }
  const action = seat ? `/manage/seats/${seat.id}` : `/manage/events/${managed.event.id}/seats`
  const page = { ...managed, action, role, slots, typed: fields, version: seat?.version, q, people, problems }
  return show(c, seatPage, page, problems.length > 0 ? 422 : 200)
}

const roleOf = (text: unknown): SeatRole => seatRoles.find((role) => role === text) ?? "judge"

export const panelRoutes = new Hono<Env>()
  .use("/manage/events/:id/panel", signedInOnly())
  .use("/manage/events/:id/seats", signedInOnly())
  .use("/manage/events/:id/cards", signedInOnly())
  .use("/manage/events/:id/judging", signedInOnly())
  .use("/manage/seats/*", signedInOnly())
  .get("/manage/events/:id/panel", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    return seen ? showPanel(c, seen, []) : notFound(c)
  })
  .get("/manage/events/:id/seats", async (c) => {
    const managed = await findEvent(c.var.scope, idParam(c) ?? 0)
    return managed ? showSeat(c, managed, { role: roleOf(c.req.query("role")), typed: {}, problems: [] }) : notFound(c)
  })
  .post("/manage/events/:id/seats", async (c) => {
    const managed = await findEvent(c.var.scope, idParam(c) ?? 0)
    if (!managed) return notFound(c)
    const form = await readForm(c, seatForm, "judging.fields")
    const again = (problems: Problem[]) =>
      showSeat(c, managed, { role: roleOf(form.typed.role), typed: { slots: [], ...form.typed }, problems })
    if (!form.ok) return again(form.problems)
    const made = await appoint(c.var.scope, managed.event.id, form.value)
    return made.ok ? backToPanel(c, managed.event.id, undefined, "appointed") : again([problemFrom(c, made.refusal)])
  })
  .get("/manage/seats/:id", async (c) => {
    const found = await seatOf(c.var.scope, idParam(c) ?? 0)
    if (!found || rulesAreLocked(found.event.state)) return notFound(c)
    const { seat } = found
    const typed = { alias: seat.alias, slots: seat.slots, personId: String(seat.personId ?? "") }
    return showSeat(c, found, { seat, role: seat.role, typed, problems: [] })
  })
  .post("/manage/seats/:id", async (c) => {
    const found = await seatOf(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const form = await readForm(c, seatChangeForm, "judging.fields")
    const again = (problems: Problem[]) =>
      showSeat(c, found, { seat: found.seat, role: found.seat.role, typed: { slots: [], ...form.typed }, problems })
    if (!form.ok) return again(form.problems)
    const changed = await changeSeat(c.var.scope, found.seat.id, form.value)
    return changed.ok ? backToPanel(c, found.event.id, undefined, "changed") : again([problemFrom(c, changed.refusal)])
  })
  .post("/manage/seats/:id/removal", async (c) => {
    const removed = await removeSeat(c.var.scope, idParam(c) ?? 0)
    return removed.ok ? backToPanel(c, removed.value.id, undefined, "removed") : refused(c, removed.refusal, "/manage")
  })
  .get("/manage/seats/:id/ending", async (c) => {
    const found = await seatOf(c.var.scope, idParam(c) ?? 0)
    if (found?.event.state !== "judging") return notFound(c)
    return show(c, endSeatPage, { ...found, typed: "", problems: [] })
  })
  .post("/manage/seats/:id/ending", async (c) => {
    const found = await seatOf(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const form = await readForm(c, reasonForm, "judging.fields")
    if (!form.ok)
      return show(c, endSeatPage, { ...found, typed: String(form.typed.reason ?? ""), problems: form.problems }, 422)
    const ended = await endSeat(c.var.scope, found.seat.id, form.value.reason)
    return backToPanel(c, found.event.id, ended.ok ? undefined : ended.refusal, "ended")
  })
  .post("/manage/events/:id/cards", async (c) => {
    const managed = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!managed?.runs) return notFound(c)
    const form = await readForm(c, cardsForm, "judging.fields")
    if (!form.ok) return showPanel(c, managed, form.problems, 422)
    const issued = await issueCards(c.var.scope, managed.event.id, form.value.seats, c.var.random)
    if (!issued.ok) return backToPanel(c, managed.event.id, issued.refusal, "")
    const address = `${c.var.origin}/judge/`
    const cards = issued.value.map(({ seat: { alias, role }, code }) => ({
      alias,
      role,
      code,
      qr: qrPath(`${address}#${code}`),
    }))
    return show(c, cardsPage, { ...managed, cards, address: address.replace(/^https?:\/\//, "") })
  })
  .post("/manage/events/:id/judging", async (c) => {
    const eventId = idParam(c) ?? 0
    const started = await startJudging(c.var.scope, eventId)
    return backToPanel(c, eventId, started.ok ? undefined : started.refusal, "started")
  })
