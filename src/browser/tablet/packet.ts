import { packable, packetFile } from "../outbox/packet.ts"
import type { TabletOutbox } from "./outbox.ts"

/** Offers what is unsent as a file for as long as the server does not take it; nothing is removed from the tablet. */
export function packetButton(outbox: TabletOutbox): void {
  const button = document.querySelector<HTMLButtonElement>("[data-packet]")
  if (!button) return
  outbox.hear(({ view, went }) => {
    const stuck = went === "unreachable" || went === "signed_out" || went === "taken_over"
    const able = view.session.packet !== undefined && crypto.subtle !== undefined
    if (packable(view.items).length === 0) button.hidden = true
    else if (stuck && able) button.hidden = false
  })
  button.addEventListener("click", () => void save(outbox))
}

async function save(outbox: TabletOutbox): Promise<void> {
  const { items, session } = await outbox.store.all()
  const now = new Date()
  const text = session && (await packetFile(items, session, now))
  if (!text || !session) return
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  link.download = `laurel-${session.seat.alias}-${now.toISOString().slice(0, 19).replace(/\D/g, "")}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
