import { NOT_OBSERVED } from "#lib/mark-value.ts"
import type { Result } from "../outbox/types.ts"
import { timeOf } from "../shared/clock.ts"

export const words = (): DOMStringMap =>
  Object.assign({}, ...[...document.querySelectorAll<HTMLElement>("[data-words]")].map(({ dataset }) => dataset))

/** A mark in words where it is no number. */
export function shownValue(value: string | null): string {
  if (value === NOT_OBSERVED) return words().notObserved ?? ""
  return value ?? words().blank ?? ""
}

/** Shows or hides a line that the page holds ready, by its name in `data-…`. */
export function sayLine(name: "doubt" | "reason-problem", text: string | undefined): void {
  const line = document.querySelector<HTMLElement>(`[data-${name}]`)
  if (!line) return
  line.hidden = text === undefined
  if (text) line.querySelector("span")?.replaceChildren(text)
}

/** Says how far the mark has come, in the strip's colours: on this tablet or on the server. */
export function sayState(kind: "local" | "server", word: "typed" | "kept" | "sending" | "waiting" | "signedOut"): void {
  const state = document.querySelector("[data-state]")
  const line = document.createElement("span")
  line.className = kind
  line.textContent = words()[word] ?? ""
  state?.replaceChildren(line)
}

/** Says why nothing is sent any more, with the way back to the seat; what was typed stays until the judge takes it. */
export function saySignedOut(): void {
  sayState("local", "signedOut")
  const link = document.createElement("a")
  link.className = "button"
  link.href = "/judge/"
  link.textContent = words().signIn ?? ""
  document.querySelector("[data-state]")?.append(link)
}

export function count(place: "local" | "server" | "sealed", value: number): void {
  const shown = document.querySelector(`[data-strip="${place}"]`)
  if (shown) shown.textContent = String(value)
}

export function sayProblem(message: string): void {
  const problem = document.querySelector<HTMLElement>("[data-problem]")
  const line = problem?.querySelector("span")
  if (!problem || !line) return
  line.textContent = message
  problem.hidden = message === ""
}

/** Puts both marks side by side in place of the keypad; the form stays as it is until one is chosen. */
export function showConflict(
  mine: string | null,
  { current, message }: Result,
  keep: { readonly mine: () => Promise<void>; readonly theirs: () => Promise<void> },
): void {
  const box = document.querySelector<HTMLElement>("[data-conflict]")
  if (!box || !current) {
    sayProblem(message)
    return
  }
  if (!box.hidden) return
  const put = (name: string, text: string) => {
    const place = box.querySelector(`[data-${name}]`)
    if (place) place.textContent = text
  }
  put("mine", shownValue(mine))
  put("theirs", shownValue(current.value))
  put("by", current.by ?? "")
  put("at", timeOf(new Date(current.at)))
  box.hidden = false
  box.scrollIntoView()
  box.querySelector("button")?.focus()
  box.querySelector<HTMLElement>("[data-keep-mine]")?.addEventListener(
    "click",
    () => {
      box.hidden = true
      void keep.mine()
    },
    { once: true },
  )
  box.querySelector<HTMLAnchorElement>("[data-keep-theirs]")?.addEventListener("click", async (event) => {
    event.preventDefault()
    const { href } = event.currentTarget as HTMLAnchorElement
    await keep.theirs()
    location.href = href
  })
}
