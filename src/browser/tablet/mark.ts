import { markProblem } from "#competition/judging/mark-limits.ts"
import { isImprobable } from "#lib/improbable.ts"
import { isScore } from "#lib/mark-value.ts"
import type { CellView } from "../outbox/fold.ts"
import type { OutboxView } from "../outbox/outbox.ts"
import type { Wish } from "../outbox/types.ts"
import { keypad } from "./keypad.ts"
import type { TabletOutbox, Told } from "./outbox.ts"
import { sayLine, sayProblem, saySignedOut, sayState, showConflict, words } from "./screen.ts"

type Screen = {
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  readonly outbox: TabletOutbox | undefined
  /** What the page says is saved: by the server when it was made, or by this tablet since. */
  saved: string
  /** Without a worker: goes on to the next mark once the server has this one. */
  going: boolean
  /** Shows a mark that was written on this tablet before the page was opened. */
  waiting: boolean
  leaving: boolean
  /** A tap is being written down; another one says nothing new. */
  writing: boolean
}

/** Writes what is saved on this tablet first, and says how far it has come; nothing typed is ever only in the page. */
export function markScreen(form: HTMLFormElement, outbox: TabletOutbox | undefined): void {
  const input = fieldOf(form, "value")
  const screen: Screen = {
    form,
    input,
    outbox,
    saved: input.dataset.server ?? "",
    going: false,
    waiting: document.querySelector("[data-state] > .local") !== null,
    leaving: false,
    writing: false,
  }
  askBeforeLoss(screen)
  const typed = () => {
    sayProblem("")
    sayLine("doubt", undefined)
    if (input.value !== screen.saved) sayState("local", "typed")
  }
  input.addEventListener("input", typed)
  keypad(form, input, typed)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    void submit(screen)
  })
  document.querySelector<HTMLFormElement>("#clear-mark")?.addEventListener("submit", (event) => {
    if (!outbox || takenByWorker()) return
    event.preventDefault()
    void other(screen, (event.submitter as HTMLButtonElement | null)?.value === "not_observed")
  })
  outbox?.hear((told) => hear(screen, told))
}

const takenByWorker = () => Boolean(navigator.serviceWorker?.controller)

const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement

/** Asks before the page goes with something typed that is nowhere else yet, unless the judge gave it up. */
function askBeforeLoss(screen: Screen): void {
  addEventListener(
    "beforeunload",
    (event) => !screen.leaving && screen.input.value !== screen.saved && event.preventDefault(),
  )
  for (const link of document.querySelectorAll("[data-keep-theirs]"))
    link.addEventListener("click", () => {
      screen.leaving = true
    })
}

const placeOf = ({ form }: Screen) => ({ entry: form.dataset.entry ?? "", slot: form.dataset.slot ?? "" })

async function submit(screen: Screen): Promise<void> {
  const { form, input, outbox, saved } = screen
  if (screen.writing) return
  if (screen.going) return outbox?.wake()
  const reason = fieldOf(form, "reason").value.trim()
  const changed = input.value !== saved
  if (!reason && form.dataset.look && (changed || form.dataset.look === "wanted")) return askReason(form)
  if (!changed && !reason) return goOn(screen)
  screen.writing = true
  const view = await outbox?.view()
  const plain = view && isPlainNumber(input.value) && isWithin(screen, view)
  const doubtful = plain && changed && isDoubtful(screen, view)
  const mark = { ...placeOf(screen), value: input.value }
  const wish: Wish = reason ? { kind: "remark", ...mark, reason } : { kind: "mark", ...mark }
  const item = plain && !doubtful ? await outbox?.put(wish) : undefined
  screen.writing = false
  if (doubtful) return sayLine("doubt", "")
  if (!item) {
    // What is wrong with an empty field, another writing of a number or one beyond its limits is said by the next page.
    screen.leaving = true
    return form.submit()
  }
  screen.saved = input.value
  sayState("local", "kept")
  outbox?.wake()
  // The worker makes the next screen without waiting for the server.
  if (takenByWorker()) return goOn(screen)
  screen.going = true
}

/** Whether a mark lies within what this tablet knows of its limits. */
function isWithin({ form, input }: Screen, { session }: OutboxView): boolean {
  const slot = session.slots.find((one) => one.slot === form.dataset.slot)
  return slot !== undefined && markProblem(input.value, slot) === undefined
}

/** The panel looks again here: nothing is kept or changed without a reason. */
function askReason(form: HTMLFormElement): void {
  sayLine("reason-problem", words().secondLook)
  const field = fieldOf(form, "reason")
  field.closest("details")?.setAttribute("open", "")
  field.focus()
}

/** A mark far from the judge's others is asked about once; the same value sent again is meant. */
function isDoubtful({ form, input }: Screen, view: OutboxView): boolean {
  const sure = fieldOf(form, "sure")
  if (sure.value === input.value) return false
  const { entry, slot } = form.dataset
  const others = [...view.cells].flatMap(([key, { value }]) =>
    key.endsWith(` ${slot}`) && key !== `${entry} ${slot}` && value !== null ? [value] : [],
  )
  const { min, max } = form.querySelector<HTMLElement>("[data-keypad]")?.dataset ?? {}
  if (!isImprobable(input.value, others, { ...(min && { min }), ...(max && { max }) })) return false
  sure.value = input.value
  return true
}

/** "Not observed" goes on to the next mark, a mark that is taken away stays here. */
async function other(screen: Screen, unseen: boolean): Promise<void> {
  const kind = unseen ? ("not_observed" as const) : ("clear" as const)
  if (!(await screen.outbox?.put({ kind, ...placeOf(screen) }))) return
  screen.input.value = ""
  screen.saved = ""
  screen.going = unseen
  screen.waiting = true
  sayState("local", "sending")
  screen.outbox?.wake()
}

const isPlainNumber = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)

function hear(screen: Screen, { view, went }: Told): void {
  const { entry, slot } = placeOf(screen)
  const cell = view.cells.get(`${entry} ${slot}`)
  if (cell?.item) decide(screen, cell, cell.item.id)
  else if (cell?.state === "local") showLocal(screen, cell, went)
  else if (screen.going) goOn(screen)
  // What was waiting has arrived: the page is shown as the server has it now, unless something new is typed on it.
  else if (screen.waiting && screen.input.value === screen.saved) location.reload()
}

function showLocal(screen: Screen, cell: CellView, went: Told["went"]): void {
  const value = isScore(cell.value) ? cell.value : ""
  if (screen.input.value === screen.saved) screen.input.value = value
  screen.saved = value
  screen.waiting = true
  if (went === "signed_out" || went === "taken_over") saySignedOut()
  else sayState("local", went === "unreachable" ? "waiting" : "sending")
}

/** Another version stands on the server, or it was refused: the judge sees both, or why, and decides. */
function decide(screen: Screen, cell: CellView, id: string): void {
  const { outbox } = screen
  const answer = cell.item?.answer
  screen.going = false
  sayState("local", "typed")
  if (cell.state !== "conflict" || !answer || !outbox) {
    screen.saved = screen.input.dataset.server ?? ""
    sayProblem(answer?.message ?? "")
    void outbox?.keepTheirs(id)
    return
  }
  const mine = async () => {
    await outbox.keepMine(id)
    screen.going = true
    outbox.wake()
  }
  const theirs = async () => {
    screen.leaving = true
    await outbox.keepTheirs(id)
  }
  showConflict(cell.value, answer, { mine, theirs })
}

function goOn(screen: Screen): void {
  screen.leaving = true
  location.href = screen.form.dataset.next ?? "/judge/entries"
}
