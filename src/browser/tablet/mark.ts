import { keypad } from "./keypad.ts"
import { newId, type Operation, type Sent, send } from "./operation.ts"
import { count, sayProblem, saySignedOut, sayState, showConflict } from "./screen.ts"

type Screen = {
  readonly form: HTMLFormElement
  readonly input: HTMLInputElement
  /** What the server had when the page was made. */
  readonly saved: string
  sending: boolean
  leaving: boolean
}

/** Keeps what is typed until the server has it: one operation, sent again and again under one id. */
export function markScreen(form: HTMLFormElement): void {
  const input = fieldOf(form, "value")
  const screen: Screen = { form, input, saved: input.dataset.server ?? "", sending: false, leaving: false }
  askBeforeLoss(screen)
  const typed = () => {
    sayProblem("")
    if (input.value !== screen.saved) sayState("local", "typed")
  }
  input.addEventListener("input", typed)
  keypad(form, input, typed)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    submit(screen)
  })
}

const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement

/** Asks before the page goes with a mark that the server lacks, unless the judge gave that mark up. */
function askBeforeLoss(screen: Screen): void {
  const unsent = () => !screen.leaving && (screen.sending || screen.input.value !== screen.saved)
  addEventListener("beforeunload", (event) => unsent() && event.preventDefault())
  for (const link of document.querySelectorAll("[data-keep-theirs]"))
    link.addEventListener("click", () => {
      screen.leaving = true
    })
}

function submit(screen: Screen): void {
  const { form, input, saved } = screen
  if (input.value === saved) goOn(screen)
  else if (isPlainNumber(input.value)) void save(screen, input.value, Number(fieldOf(form, "seen").value))
  else {
    // The server's words for an empty field and for other writings of numbers are those of the plain form.
    screen.leaving = true
    form.submit()
  }
}

const isPlainNumber = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)

async function save(screen: Screen, value: string | null, seenVersion: number): Promise<void> {
  if (screen.sending) return
  screen.sending = true
  const { entry = "", slot = "" } = screen.form.dataset
  const sent = await deliver({ id: newId(), entry, slot, value, seenVersion })
  screen.sending = false
  if (sent === "signed_out") return saySignedOut()
  if (sent === "unreachable") return
  if (sent.status === 200) return goOn(screen)
  sayState("local", "typed")
  if (sent.code === "stale")
    return showConflict(value, sent, () => void save(screen, value, sent.current?.version ?? 0))
  sayProblem(sent.message)
}

async function deliver(operation: Operation): Promise<Sent> {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
    sayState("local", "sending")
    const sent = await send(operation)
    if (sent !== "unreachable") return sent
    sayState("local", "waiting")
    await pause(wait * (0.75 + Math.random() / 2))
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function goOn(screen: Screen): void {
  screen.leaving = true
  count("local", 0)
  location.href = screen.form.dataset.next ?? "/judge/entries"
}
