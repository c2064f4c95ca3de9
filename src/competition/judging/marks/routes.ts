import { Hono } from "hono"
import type { z } from "zod"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm } from "#http/forms.ts"
import { doneOf, seeOther, show, statusOf } from "#http/show.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { notHere, seatOnly } from "../seats/middleware.ts"
import { undoOf } from "../undo/queries.ts"
import { saveMark, type Unsaved } from "./commands.ts"
import { markForm } from "./forms.ts"
import { type MarkWish, meantBy } from "./meaning.ts"
import { conflictPage, entriesPage, markPage } from "./pages.ts"
import { type EntryLine, pathOf } from "./path.ts"
import { tabletOf } from "./queries.ts"
import { type CellPlace, entriesShown, markShown, placeIn, type TabletView, typedOf } from "./tablet-view.ts"

const newOperation = (c: C) => uuidv7(c.var.scope.now, c.var.random(10))

type Shown = {
  readonly typed?: string
  readonly reason?: string
  readonly doubt?: string
  readonly problems?: Problem[]
  readonly status?: 200 | 409 | 422 | 423
}

async function showMark(c: C, tablet: TabletView, place: CellPlace | undefined, shown: Shown = {}) {
  if (!place) return notHere(c)
  const { status = 200, problems = [], ...typed } = shown
  const page = {
    ...markShown(tablet, place),
    ...typed,
    operation: newOperation(c),
    undo: await undoOf(c.var.scope, tablet.lines),
    problems,
    done: doneOf(c, ["cleared", "undone", "called"]),
  }
  return show(c, markPage, page, status)
}

async function afterRefusal(c: C, entry: EntryLine, slot: string, wish: MarkWish, refusal: Unsaved) {
  const tablet = await tabletOf(c.var.scope)
  const place = placeIn(tablet, entry.code, slot)
  if (refusal.code === "not_found" || !place) return notHere(c)
  const here = pathOf({ code: entry.code, slot })
  const { current } = refusal
  if (current) {
    const page = {
      strip: tablet.strip,
      code: entry.code,
      title: place.cell.slot.title,
      here,
      mine: wish.value,
      current,
    }
    return show(c, conflictPage, { ...page, operation: newOperation(c) }, 409)
  }
  const status = statusOf(refusal) as 409 | 422 | 423
  const { current: _, kept: __, place: ___, at: ____, ...facts } = refusal
  return showMark(c, tablet, place, {
    typed: typedOf(wish.value),
    reason: wish.reason ?? "",
    problems: [problemFrom(c, { ...facts, field: facts.code === "second_look" ? "reason" : "value" })],
    status,
  })
}

async function saveForm(c: C): Promise<Response> {
  const tablet = await tabletOf(c.var.scope)
  const slot = c.req.param("slot") ?? ""
  const place = placeIn(tablet, c.req.param("code") ?? "", slot)
  if (!place) return notHere(c)
  const form = await readForm(c, markForm, "judging.fields")
  if (!form.ok) {
    const typed = String(form.typed.value ?? "")
    return showMark(c, tablet, place, { typed, problems: form.problems, status: 422 })
  }
  return saveMeant(c, tablet, place, form.value)
}

async function saveMeant(c: C, tablet: TabletView, place: CellPlace, typed: z.output<typeof markForm>) {
  const { id, seen, act, reason } = typed
  const { kind, wish } = meantBy(typed, place, tablet.lines)
  const { here, around, entry, cell } = markShown(tablet, place)
  const asked = { typed: typedOf(wish.value), reason, status: 422 as const }
  if (kind === "untouched") return seeOther(c, around.next)
  if (kind === "empty") {
    const problems = [problemFrom(c, { code: "clear_by_button", field: "value" })]
    return showMark(c, tablet, place, { ...asked, problems })
  }
  if (kind === "doubt") return showMark(c, tablet, place, { ...asked, doubt: asked.typed })
  const { slot } = cell.slot
  const saved = await saveMark(c.var.scope, { id, entry: entry.code, slot, seenVersion: seen, ...wish })
  if (!saved.ok) return afterRefusal(c, entry, slot, wish, saved.refusal)
  if (act === "next" || act === "not_observed") return seeOther(c, around.next)
  return seeOther(c, `${here}?done=${act === "clear" ? "cleared" : "undone"}`)
}

export const markRoutes = new Hono<Env>()
  .use("/judge/entries/*", seatOnly("judge", "scorekeeper"))
  .get("/judge/entries", async (c) => show(c, entriesPage, entriesShown(await tabletOf(c.var.scope))))
  .get("/judge/entries/:code", async (c) => {
    const tablet = await tabletOf(c.var.scope)
    return showMark(c, tablet, placeIn(tablet, c.req.param("code")))
  })
  .get("/judge/entries/:code/:slot", async (c) => {
    const tablet = await tabletOf(c.var.scope)
    return showMark(c, tablet, placeIn(tablet, c.req.param("code"), c.req.param("slot")))
  })
  .post("/judge/entries/:code/:slot", saveForm)
