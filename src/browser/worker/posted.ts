import { markProblem } from "#competition/judging/mark-limits.ts"
import { type MarkWish, meantBy, type Typed } from "#competition/judging/marks/meaning.ts"
import { type CellPlace, isOpen, markShown, placeIn, typedOf } from "#competition/judging/marks/tablet-view.ts"
import { signaturePage } from "#competition/judging/sheets/pages.ts"
import type { Problem } from "#http/forms.ts"
import { isScore } from "#lib/mark-value.ts"
import type { Wish } from "../outbox/types.ts"
import { type Known, known, showMark } from "./asked.ts"
import { page, seeOther, translatorFor } from "./page.ts"
import { type Screen, screenOf, sheetFrom, tabletFrom } from "./screens.ts"
import type { TabletWriter } from "./writer.ts"

/** A form of the seat's screens, written down on this tablet; nothing where it is for the server. */
export async function posted(url: URL, request: Request, writer: TabletWriter): Promise<Response | undefined> {
  const screen = screenOf(url.pathname)
  if (!screen || screen.kind === "door" || screen.kind === "sheet") return undefined
  const { session, ...rest } = await known(writer.store)
  if (!session || (rest.tablet.door ?? "open") !== "open") return undefined
  const all = { ...rest, session }
  const form = await request.formData()
  if (screen.kind === "mark") return mark(url, form, all, writer, screen)
  return screen.kind === "signature" ? sign(url, all, writer) : read(form, writer)
}

type MarkScreen = Extract<Screen, { kind: "mark" }>

const acts: readonly string[] = ["next", "clear", "not_observed", "undo"] satisfies Typed["act"][]
const isAct = (act: string): act is Typed["act"] => acts.includes(act)

function typedIn(form: FormData, { cell }: CellPlace): Typed {
  const line = (name: string) => String(form.get(name) ?? "").trim()
  const act = line("act")
  return {
    act: isAct(act) ? act : "next",
    value: line("value"),
    reason: line("reason"),
    sure: line("sure"),
    seen: cell.version,
  }
}

async function mark(url: URL, form: FormData, all: Known, { outbox }: TabletWriter, { code, slot }: MarkScreen) {
  const view = tabletFrom(all.session, all.items, all.tablet)
  const place = placeIn(view, code, slot)
  if (!place) return undefined
  const { here, around } = markShown(view, place)
  if (!isOpen(view, place.entry) || place.cell.where === "conflict") return seeOther(here)
  const typed = typedIn(form, place)
  const { kind, wish } = meantBy(typed, place, view.lines)
  const asked = { typed: typed.act === "next" ? typed.value : typedOf(wish.value), reason: typed.reason }
  const problem = problemOf(all, place, kind, wish)
  if (problem) return showMark(url, all, code, slot, { ...asked, problems: [problem] })
  if (kind === "untouched") return seeOther(around.next)
  if (kind === "doubt") return showMark(url, all, code, slot, { ...asked, doubt: wish.value ?? "" })
  if (!(await outbox.put(written({ entry: code, slot: place.cell.slot.slot }, wish)))) return undefined
  if (typed.act === "next" || typed.act === "not_observed") return seeOther(around.next)
  return seeOther(`${here}?done=${typed.act === "clear" ? "cleared" : "undone"}`)
}

/** What the server would refuse, as far as this tablet knows: it is said before anything is written down. */
function problemOf(all: Known, { cell }: CellPlace, kind: string, { value, reason }: MarkWish): Problem | undefined {
  const t = translatorFor(all.tablet)
  const { look, slot } = cell
  if (look && !reason && cell.value !== null && (kind !== "untouched" || !look.done))
    return { field: "reason", message: t("judging.refused.second_look") }
  if (kind === "untouched") return undefined
  if (kind === "empty") return { field: "value", message: t("judging.refused.clear_by_button") }
  const problem = isScore(value) ? markProblem(value, slot) : undefined
  return problem && { field: "value", message: t(`judging.refused.${problem.code}`, problem) }
}

function written(cell: { entry: string; slot: string }, { kind, value, reason }: MarkWish): Wish {
  if (kind === "not_observed" || kind === "clear" || value === null)
    return { kind: kind === "not_observed" ? kind : "clear", ...cell }
  return kind === "remark" && reason ? { kind, ...cell, value, reason } : { kind: "mark", ...cell, value }
}

/** The signature is the last thing on this tablet until it is answered; nothing is signed over a mark that is undecided. */
async function sign(url: URL, all: Known, { outbox }: TabletWriter): Promise<Response> {
  const { session, items, tablet } = all
  const view = tabletFrom(session, items, tablet)
  if (view.signing || view.signedAt) return seeOther("/judge/sheet")
  const sheet = sheetFrom(session, view)
  const undecided = items.filter(({ state }) => state === "conflict").length
  const counts = { sheet_has_blanks: sheet.blanks.length, looks_wanted: sheet.looks.length, marks_undecided: undecided }
  const bar = Object.entries(counts).find(([, count]) => count > 0)
  if (!bar) {
    await outbox.sign()
    return seeOther("/judge/sheet")
  }
  const message = translatorFor(tablet)(`judging.refused.${bar[0]}`, { count: bar[1] })
  return page(url, tablet, signaturePage, { ...sheet, problems: [{ field: "", message }] }, 422)
}

/** What was told of an operation has been read. */
async function read(form: FormData, { outbox }: TabletWriter): Promise<Response> {
  await outbox.keepTheirs(String(form.get("read") ?? ""))
  return seeOther("/judge/entries")
}
