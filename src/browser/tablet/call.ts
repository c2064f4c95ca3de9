import type { TabletOutbox } from "./outbox.ts"
import { words } from "./screen.ts"

/** Calls the head judge from this tablet, and says how far the call has come. */
export function callHead(outbox: TabletOutbox): void {
  const form = document.querySelector<HTMLFormElement>("[data-call] form")
  const line = document.querySelector<HTMLElement>("[data-called]")
  if (!form || !line) return
  let called = ""
  const say = (word: "callLocal" | "callSent") => {
    line.hidden = false
    line.querySelector("span")?.replaceChildren(words()[word] ?? "")
  }
  form.addEventListener("submit", async (event) => {
    const topic = (event.submitter as HTMLElement | null)?.dataset.says ?? ""
    event.preventDefault()
    const field = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value.trim()
    const note = [topic, field("note")].filter(Boolean).join(": ")
    const item = await outbox.put({ kind: "call", entry: field("entry"), note })
    if (!item) return form.submit()
    called = item.id
    say("callLocal")
    form.closest("details")?.removeAttribute("open")
    outbox.wake()
  })
  outbox.hear(({ view }) => {
    const item = view.items.find(({ id }) => id === called)
    if (item && item.state !== "unsent") say("callSent")
  })
}
