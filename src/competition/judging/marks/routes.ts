import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm } from "#http/forms.ts"
import { seeOther, show, statusOf } from "#http/show.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { sameMark, typedMark } from "../mark-limits.ts"
import { notHere, seatOnly } from "../seats/middleware.ts"
import { saveMark, type Unsaved } from "./commands.ts"
import { markForm } from "./forms.ts"
import { conflictPage, entriesPage, markPage } from "./pages.ts"
import { around, type EntryLine, firstBlank, pathOf } from "./path.ts"
import { type TabletView, tabletOf } from "./queries.ts"

const newOperation = (c: C) => uuidv7(c.var.scope.now, c.var.random(10))

function placeIn(tablet: TabletView, code: string, slot: string) {
  const entry = tablet.lines.find((line) => line.code === code)
  const cell = entry?.cells.find((one) => one.slot.slot === slot)
  return entry && cell ? { entry, cell } : undefined
}

type Shown = { typed?: string; problems?: Problem[]; status?: 200 | 409 | 422 | 423 }

function showMark(c: C, tablet: TabletView, entry: EntryLine, slot: string, shown: Shown = {}): Response {
  const place = placeIn(tablet, entry.code, slot)
  if (!place) return notHere(c)
  const step = around(tablet.lines, { code: entry.code, slot })
  const page = {
    ...tablet,
    ...place,
    here: pathOf({ code: entry.code, slot }),
    typed: shown.typed ?? place.cell.value ?? "",
    operation: newOperation(c),
    around: {
      ...step,
      previous: step.previous && pathOf(step.previous),
      next: step.next ? pathOf(step.next) : "/judge/sheet",
    },
    problems: shown.problems ?? [],
    cleared: c.req.query("done") === "cleared",
  }
  return show(c, markPage, page, shown.status ?? 200)
}

async function afterRefusal(c: C, entry: EntryLine, slot: string, mine: string | null, refusal: Unsaved) {
  const tablet = await tabletOf(c.var.scope)
  const place = placeIn(tablet, entry.code, slot)
  if (refusal.code === "not_found" || !place) return notHere(c)
  const here = pathOf({ code: entry.code, slot })
  const { current } = refusal
  if (current) {
    const page = { strip: tablet.strip, code: entry.code, title: place.cell.slot.title, here, mine, current }
    return show(c, conflictPage, { ...page, operation: newOperation(c) }, 409)
  }
  const status = statusOf(refusal) as 409 | 422 | 423
  const { current: _, kept: __, place: ___, at: ____, ...facts } = refusal
  return showMark(c, tablet, entry, slot, {
    typed: mine ?? "",
    problems: [problemFrom(c, { ...facts, field: "value" })],
    status,
  })
}

async function saveForm(c: C): Promise<Response> {
  const tablet = await tabletOf(c.var.scope)
  const slot = c.req.param("slot") ?? ""
  const place = placeIn(tablet, c.req.param("code") ?? "", slot)
  if (!place) return notHere(c)
  const { entry, cell } = place
  const form = await readForm(c, markForm, "judging.fields")
  if (!form.ok) {
    const typed = String(form.typed.value ?? "")
    return showMark(c, tablet, entry, slot, { typed, problems: form.problems, status: 422 })
  }
  const { id, seen, act } = form.value
  const value = act === "clear" || form.value.value === "" ? null : typedMark(form.value.value)
  const step = around(tablet.lines, { code: entry.code, slot })
  const next = step.next ? pathOf(step.next) : "/judge/sheet"
  const untouched =
    act === "next" && seen === cell.version && (cell.value === null ? value === null : sameMark(value, cell.value))
  if (untouched) return seeOther(c, next)
  if (act === "next" && value === null) {
    const problems = [problemFrom(c, { code: "clear_by_button", field: "value" })]
    return showMark(c, tablet, entry, slot, { typed: "", problems, status: 422 })
  }
  const saved = await saveMark(c.var.scope, { id, entry: entry.code, slot, value, seenVersion: seen })
  if (!saved.ok) return afterRefusal(c, entry, slot, value, saved.refusal)
  return seeOther(c, act === "clear" ? `${pathOf({ code: entry.code, slot })}?done=cleared` : next)
}

export const markRoutes = new Hono<Env>()
  .use("/judge/entries/*", seatOnly("judge", "scorekeeper"))
  .get("/judge/entries", async (c) => {
    const tablet = await tabletOf(c.var.scope)
    const open = tablet.lines.filter((line) => line.open)
    const needed = open.flatMap(({ cells }) => cells.filter(({ slot }) => !slot.optional))
    const done = needed.filter(({ value }) => value !== null).length
    return show(c, entriesPage, { ...tablet, current: firstBlank(tablet.lines)?.code, total: needed.length, done })
  })
  .get("/judge/entries/:code", async (c) => {
    const tablet = await tabletOf(c.var.scope)
    const entry = tablet.lines.find(({ code }) => code === c.req.param("code"))
    const cell = entry?.cells.find(({ value }) => value === null) ?? entry?.cells[0]
    return entry && cell ? showMark(c, tablet, entry, cell.slot.slot) : notHere(c)
  })
  .get("/judge/entries/:code/:slot", async (c) => {
    const tablet = await tabletOf(c.var.scope)
    const place = placeIn(tablet, c.req.param("code"), c.req.param("slot"))
    return place ? showMark(c, tablet, place.entry, c.req.param("slot")) : notHere(c)
  })
  .post("/judge/entries/:code/:slot", saveForm)
