import { heldBack } from "../outbox/order.ts"
import { timeOf } from "../shared/clock.ts"
import { type Alarm, alarmOf } from "./alarm.ts"
import type { TabletOutbox, Told } from "./outbox.ts"
import { count, words } from "./screen.ts"

/** Keeps the bar of every judge's screen true: how much is here, on the server and sealed, and the last contact. */
export function bar(outbox: TabletOutbox): void {
  outbox.hear(({ view }: Told) => {
    const { items, tablet, cells } = view
    const at = (state: string) => [...cells.values()].filter((cell) => cell.state === state).length
    count("local", heldBack(items))
    count("server", at("server"))
    count("sealed", at("sealed"))
    if (tablet.contact) sayContact(new Date(tablet.contact))
    sayAlarm(alarmOf(items, tablet))
    if (tablet.asked) sayAsked(heldBack(items))
    // Refused while something was unsent, the new version is offered once more.
    if (tablet.update && heldBack(items) === 0)
      void navigator.serviceWorker?.getRegistration().then((one) => one?.update().catch(() => undefined))
  })
  // A signature waits behind everything else by itself where the worker takes it.
  const finishing = navigator.serviceWorker?.controller ? "" : ", form[data-finish]"
  for (const form of document.querySelectorAll<HTMLFormElement>(`form[action="/judge/sign-out"]${finishing}`))
    form.addEventListener("submit", (event) => void holdBack(outbox, form, event))
}

/** The contest office asks for all that is here: said until this page goes, with what is left to send. */
function sayAsked(held: number): void {
  const place = document.querySelector<HTMLElement>("[data-asked]")
  if (!place) return
  place.hidden = false
  place.textContent = held > 0 ? (words().asked ?? "").replace("{n}", String(held)) : (words().askedDone ?? "")
}

function sayContact(now: Date): void {
  const place = document.querySelector<HTMLElement>("[data-contact]")
  if (!place) return
  place.hidden = false
  const time = place.querySelector("time")
  if (time) time.textContent = timeOf(now)
}

function sayAlarm(alarm: Alarm | undefined): void {
  const place = document.querySelector<HTMLElement>("[data-alarm]")
  if (!place) return
  const text = alarm ? (words()[alarm.word] ?? "").replace("{n}", String(alarm.count)) : ""
  if (place.textContent === text) return
  place.hidden = text === ""
  const line = document.createElement(alarm?.href ? "a" : "span")
  if (alarm?.href && line instanceof HTMLAnchorElement) line.href = alarm.href
  line.textContent = text
  place.replaceChildren(line)
}

/** Nobody leaves or finishes while something here has not reached the server; the way out is said beside it. */
async function holdBack(outbox: TabletOutbox, form: HTMLFormElement, event: SubmitEvent): Promise<void> {
  event.preventDefault()
  const held = heldBack(await outbox.store.items())
  if (held === 0) return form.submit()
  outbox.wake()
  const line = document.querySelector<HTMLElement>("p[data-held]") ?? document.createElement("p")
  line.dataset.held = ""
  line.className = "problem"
  line.setAttribute("role", "alert")
  line.textContent = (words().held ?? "").replace("{n}", String(held))
  form.before(line)
}
