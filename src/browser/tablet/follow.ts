import type { OutboxView } from "../outbox/outbox.ts"
import { freshPage } from "../shared/fresh-page.ts"
import type { TabletOutbox } from "./outbox.ts"

/** Keeps the list and the sheet true while they are open: the worker makes them anew when what it knows has changed. */
export function follow(outbox: TabletOutbox): void {
  const part = document.querySelector("[data-follow]")
  if (!part || !navigator.serviceWorker?.controller) return
  let shown = ""
  let renewed = Promise.resolve()
  outbox.hear(({ view }) => {
    const now = shownOf(view)
    if (now === shown) return
    shown = now
    renewed = renewed.then(() => renew(part))
  })
}

/** All of the outbox that these show, as a text to compare. */
const shownOf = ({ session, items, cells }: OutboxView): string =>
  JSON.stringify([
    session.seat,
    session.event.state,
    [...cells].map(([key, { value, state }]) => [key, value, state]),
    items.map(({ id, state }) => [id, state]),
  ])

async function renew(part: Element): Promise<void> {
  const page = await freshPage(location.pathname).catch(() => undefined)
  const fresh = page?.querySelector("[data-follow]")
  if (!fresh || fresh.innerHTML === part.innerHTML) return
  const focused = part.contains(document.activeElement) && document.activeElement?.getAttribute("href")
  part.replaceChildren(...fresh.childNodes)
  if (focused) part.querySelector<HTMLElement>(`a[href="${focused}"]`)?.focus()
}
