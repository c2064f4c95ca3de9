import { NOT_OBSERVED } from "#lib/mark-value.ts"
import type { Wish } from "../outbox/types.ts"
import type { TabletOutbox } from "./outbox.ts"
import { shownValue } from "./screen.ts"

/** Takes the last mark back by one tap, also one that has not left this tablet. */
export function undoStrip(outbox: TabletOutbox): void {
  const form = document.querySelector<HTMLFormElement>("[data-undo]")
  if (!form) return
  outbox.hear(({ view }) => {
    const last = view.items.findLast(({ state, wish }) => state === "unsent" && "slot" in wish)
    if (!last || !("slot" in last.wish)) return
    const { entry, slot } = last.wish
    Object.assign(form.dataset, { entry, slot, before: last.was ?? "" })
    const put = (name: string, text: string) => {
      const place = form.querySelector(`[data-undo-${name}]`)
      if (place) place.textContent = text
    }
    const names: Record<string, string> = JSON.parse(form.dataset.names ?? "{}")
    put("code", entry)
    put("slot", names[slot] ?? slot)
    put("value", shownValue(view.cells.get(`${entry} ${slot}`)?.value ?? null))
    form.hidden = false
  })
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const { entry = "", slot = "", before = "" } = form.dataset
    if (!(await outbox.put(wishFor({ entry, slot }, before)))) return form.submit()
    outbox.wake()
    location.href = `/judge/entries/${entry}/${encodeURIComponent(slot)}`
  })
}

function wishFor(place: { readonly entry: string; readonly slot: string }, before: string): Wish {
  if (before === NOT_OBSERVED) return { kind: "not_observed", ...place }
  return before === "" ? { kind: "clear", ...place } : { kind: "mark", ...place, value: before }
}
