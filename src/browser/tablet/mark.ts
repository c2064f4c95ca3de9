import type { CellView } from "../outbox/fold.ts"
import type { Wish } from "../outbox/types.ts"
import { keypad } from "./keypad.ts"
import type { TabletOutbox, Told } from "./outbox.ts"
import { sayProblem, saySignedOut, sayState, showConflict } from "./screen.ts"

type Screen = {
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  readonly outbox: TabletOutbox | undefined
  /** What the page says is saved: by the server when it was made, or by this tablet since. */
  saved: string
  /** Goes on to the next mark once the server has this one. */
  going: boolean
  /** Shows a mark that was written on this tablet before the page was opened. */
  waiting: boolean
  leaving: boolean
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
    waiting: false,
    leaving: false,
  }
  askBeforeLoss(screen)
  const typed = () => {
    sayProblem("")
    if (input.value !== screen.saved) sayState("local", "typed")
  }
  input.addEventListener("input", typed)
  keypad(form, input, typed)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    void submit(screen)
  })
  outbox?.hear((told) => hear(screen, told))
}

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
  if (screen.going) return outbox?.wake()
  if (input.value === saved) return goOn(screen)
  const wish: Wish = { kind: "mark", ...placeOf(screen), value: input.value }
  const item = isPlainNumber(input.value) ? await outbox?.put(wish) : undefined
  if (!item) {
    // The server's words for an empty field and for other writings of numbers are those of the plain form.
    screen.leaving = true
    return form.submit()
  }
  screen.saved = input.value
  screen.going = true
  sayState("local", "sending")
  outbox?.wake()
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

function showLocal(screen: Screen, { value }: CellView, went: Told["went"]): void {
  if (screen.input.value === screen.saved) screen.input.value = value ?? ""
  screen.saved = value ?? ""
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
