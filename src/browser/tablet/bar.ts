import { heldBack } from "../outbox/order.ts"
import type { TabletOutbox, Told } from "./outbox.ts"
import { count, words } from "./screen.ts"

/** Keeps the bar of every judge's screen true: how much is here, on the server and sealed, and the last contact. */
export function bar(outbox: TabletOutbox): void {
  outbox.hear(({ view, went }: Told) => {
    const at = (state: string) => [...view.cells.values()].filter((cell) => cell.state === state).length
    count("local", at("local") + at("conflict"))
    count("server", at("server"))
    count("sealed", at("sealed"))
    if (went === "answered" || went === "idle") sayContact(new Date())
  })
  for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/judge/sign-out"], form[data-finish]'))
    form.addEventListener("submit", (event) => void holdBack(outbox, form, event))
}

function sayContact(now: Date): void {
  const place = document.querySelector<HTMLElement>("[data-contact]")
  if (!place) return
  place.hidden = false
  const time = place.querySelector("time")
  if (time) time.textContent = now.toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" })
}

/** Nobody leaves or finishes while something here has not reached the server; the way out is said beside it. */
async function holdBack(outbox: TabletOutbox, form: HTMLFormElement, event: SubmitEvent): Promise<void> {
  event.preventDefault()
  const held = heldBack(await outbox.store.items())
  if (held === 0) return form.submit()
  outbox.wake()
  const line = document.querySelector<HTMLElement>("[data-held]") ?? document.createElement("p")
  line.dataset.held = ""
  line.className = "problem"
  line.setAttribute("role", "alert")
  line.textContent = (words().held ?? "").replace("{n}", String(held))
  form.before(line)
}
