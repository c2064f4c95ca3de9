import { freshPage } from "../shared/fresh-page.ts"
import { toggleFull } from "./screen.ts"

/** After a step no other is taken for so many ms: a key that bounces reveals nothing. */
const REST = 700

const directions: Readonly<Record<string, "next" | "prev">> = {
  ...{ ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next" },
  ...{ ArrowLeft: "prev", ArrowUp: "prev", PageUp: "prev", Backspace: "prev" },
}

let busy = false

/** Fetches the one step that was asked for: what comes later is not on this machine before its key is pressed. */
async function go(direction: "next" | "prev"): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>(`[data-step] a[rel="${direction}"]`)
  if (!link || busy) return
  busy = true
  try {
    const step = (await freshPage(link.href)).querySelector("[data-step]")
    if (!step) throw new Error("no step")
    document.querySelector("[data-step]")?.replaceWith(step)
    history.replaceState(null, "", link.href)
    delete document.body.dataset.lost
  } catch {
    // The screen stays as it is; a mark at its edge tells the presenter to press again.
    document.body.dataset.lost = "yes"
  } finally {
    setTimeout(() => {
      busy = false
    }, REST)
  }
}

function pressed(event: KeyboardEvent): void {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
  const target = event.target as HTMLElement
  if (event.key === "Enter" && target.closest("a, button")) return
  const direction = directions[event.key]
  if (direction) {
    event.preventDefault()
    if (!document.body.dataset.dark) void go(direction)
  } else if (event.key === "b" || event.key === ".") {
    if (document.body.dataset.dark) delete document.body.dataset.dark
    else document.body.dataset.dark = "yes"
  } else if (event.key === "f") toggleFull()
}

export function startCeremony(): void {
  document.body.dataset.running = "yes"
  addEventListener("keydown", pressed)
  addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("[data-step] a[rel]")
    if (!link) return
    event.preventDefault()
    void go(link.rel === "next" ? "next" : "prev")
  })
}
