import { newId, type Operation, type Sent, send } from "./operation.ts"
import { count, sayProblem, sayState, showConflict } from "./screen.ts"
import { pressed } from "./value.ts"

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Keeps what is typed until the server has it: one operation, sent again and again under one id. */
export function markScreen(form: HTMLFormElement): void {
  const input = form.elements.namedItem("value") as HTMLInputElement
  const seen = form.elements.namedItem("seen") as HTMLInputElement
  const saved = input.dataset.server ?? ""
  let sending = false
  let leaving = false

  const unsent = () => !leaving && (sending || input.value !== saved)
  addEventListener("beforeunload", (event) => unsent() && event.preventDefault())
  for (const link of document.querySelectorAll("[data-keep-theirs]"))
    link.addEventListener("click", () => {
      leaving = true
    })

  function typed(): void {
    sayProblem("")
    if (input.value !== saved) sayState("local", "typed")
  }
  input.addEventListener("input", typed)
  keypad(form, input, typed)

  async function deliver(operation: Operation): Promise<Sent> {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
      sayState("local", "sending")
      const sent = await send(operation)
      if (sent !== "unreachable") return sent
      sayState("local", "waiting")
      await pause(wait * (0.75 + Math.random() / 2))
    }
  }

  async function save(value: string | null, seenVersion: number): Promise<void> {
    if (sending) return
    sending = true
    const { entry = "", slot = "" } = form.dataset
    const sent = await deliver({ id: newId(), entry, slot, value, seenVersion })
    sending = false
    if (sent === "signed_out") return sayState("local", "signedOut")
    if (sent === "unreachable") return
    if (sent.status === 200) return goOn()
    sayState("local", "typed")
    if (sent.code === "stale") return showConflict(value, sent, () => void save(value, sent.current?.version ?? 0))
    sayProblem(sent.message)
  }

  function goOn(): void {
    leaving = true
    count("local", 0)
    location.href = form.dataset.next ?? "/judge/entries"
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (input.value === saved) return goOn()
    // The server's words for an empty field and for other writings of numbers are those of the plain form.
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(input.value)) {
      leaving = true
      return form.submit()
    }
    void save(input.value, Number(seen.value))
  })
}

function keypad(form: HTMLFormElement, input: HTMLInputElement, typed: () => void): void {
  const pad = form.querySelector<HTMLElement>("[data-keypad]")
  if (!pad) return
  pad.hidden = false
  input.inputMode = "none"
  const { step = "", min = "", max = "" } = pad.dataset
  let fresh = true
  pad.addEventListener("click", (event) => {
    const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key
    if (!key) return
    // The first figure replaces the mark that was there: nobody means to write 88.5 by typing 8 on 8.5.
    const from = fresh && /^[\d.]$/.test(key) ? "" : input.value
    fresh = false
    input.value = pressed(from, key, { step, min, max })
    typed()
  })
}
