import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { type SeenEvent, seeEvent } from "#competition/contests/queries.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, type Problem, problemFrom, readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { showLive } from "#http/live.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { askSync, importPacket } from "./commands.ts"
import { syncForm } from "./forms.ts"
import { deskPage, deskPart, packetPage } from "./pages.ts"
import { deskOf, eventSlots, packetOf, packetsOf } from "./queries.ts"

const deskPath = (eventId: number) => `/manage/events/${eventId}/desk`

async function showDesk(c: C, seen: SeenEvent, problems: readonly Problem[] = [], status: 200 | 409 | 422 = 200) {
  const { scope } = c.var
  const [lines, packets] = [await deskOf(scope, seen.event.id), await packetsOf(scope, seen.event.id)]
  return show(c, deskPage, { ...seen, lines, packets, problems, done: doneOf(c, ["asked"]) }, status)
}

/** The event of the address for whoever runs it: everybody else sees at most the page. */
async function runEvent(c: C): Promise<SeenEvent | undefined> {
  const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
  return seen?.runs ? seen : undefined
}

async function sync(c: C): Promise<Response> {
  const seen = await runEvent(c)
  if (!seen) return notFound(c)
  const form = await readForm(c, syncForm, "judging.fields")
  if (!form.ok) return showDesk(c, seen, form.problems, 422)
  const asked = await askSync(c.var.scope, seen.event.id, form.value.seats)
  if (asked.ok) return seeOther(c, `${deskPath(seen.event.id)}?done=asked`)
  return showDesk(c, seen, [problemFrom(c, asked.refusal)], statusOf(asked.refusal) === 409 ? 409 : 422)
}

async function carryIn(c: C): Promise<Response> {
  const seen = await runEvent(c)
  if (!seen) return notFound(c)
  const file = await fileOf(c, "file")
  if (!file) return showDesk(c, seen, [problemFrom(c, { code: "no_file", field: "file" })], 422)
  const carried = await importPacket(c.var.scope, seen.event.id, new TextDecoder().decode(file))
  if (carried.ok) return seeOther(c, `${deskPath(seen.event.id)}/packets/${carried.value}`)
  return showDesk(c, seen, [problemFrom(c, carried.refusal)], 422)
}

export const deskRoutes = new Hono<Env>()
  .use("/manage/events/:id/desk", signedInOnly())
  .use("/manage/events/:id/desk/*", signedInOnly())
  .get("/manage/events/:id/desk", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    return seen ? showDesk(c, seen) : notFound(c)
  })
  .get("/manage/events/:id/desk/live", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!seen) return notFound(c)
    return showLive(c, deskPart, { ...seen, lines: await deskOf(c.var.scope, seen.event.id) })
  })
  .get("/manage/events/:id/desk/packets/:packet", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    const packet = seen && (await packetOf(c.var.scope, seen.event.id, idParam(c, "packet") ?? 0))
    if (!seen || !packet) return notFound(c)
    return show(c, packetPage, { ...seen, packet, slots: await eventSlots(c.var.scope, seen.event.id) })
  })
  .post("/manage/events/:id/desk/packets", carryIn)
  .post("/manage/events/:id/desk/sync", sync)
