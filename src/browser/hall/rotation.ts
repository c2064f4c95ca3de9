import { minuteOf } from "../shared/clock.ts"
import { freshPage } from "../shared/fresh-page.ts"
import { sayStale, toggleFull } from "./screen.ts"

/** How often the screens are asked for anew; what came is shown from the next change on. */
const REFRESH = 60_000

const main = document.getElementById("main") as HTMLElement
const screens = () => [...main.querySelectorAll<HTMLElement>(":scope > .screen")]

let at = 0
let next = 0
let asked = 0
let good = new Date()
let paused = false
let waiting: DocumentFragment | undefined

function show(to: number): void {
  const all = screens()
  if (all.length === 0) return
  at = (to + all.length) % all.length
  all.forEach((one, index) => {
    one.toggleAttribute("data-current", index === at)
    one.inert = index !== at
  })
}

/** Takes what came in while a screen stood; the round goes on at the same place. */
function takeNew(): void {
  if (!waiting) return
  main.replaceChildren(waiting)
  waiting = undefined
}

async function refresh(): Promise<void> {
  try {
    const page = await freshPage(location.href)
    good = new Date()
    sayStale(undefined)
    // A new version of the site brings its own code along: only now, when the server was just there.
    if (page.documentElement.dataset.build !== document.documentElement.dataset.build) return location.reload()
    const fresh = page.getElementById("main")
    if (!fresh?.querySelector(".screen")) return
    waiting = document.createDocumentFragment()
    waiting.append(...fresh.childNodes)
  } catch {
    sayStale(good)
  }
}

function tick(stands: number): void {
  const now = Date.now()
  const clock = document.querySelector("[data-clock]")
  const time = minuteOf(new Date(now))
  if (clock && clock.textContent !== time) clock.textContent = time
  if (now - asked >= REFRESH) {
    asked = now
    void refresh()
  }
  if (paused || now < next) return
  next = now + stands
  takeNew()
  show(at + 1)
}

function pause(): void {
  paused = !paused
  document.querySelector("[data-pause]")?.setAttribute("aria-pressed", String(paused))
}

/** Lets the screens follow one another, each standing for so many ms. One timer, and no more nodes than a round has. */
export function startRotation(stands: number): void {
  document.body.dataset.running = "yes"
  asked = Date.now()
  next = asked + stands
  show(0)
  tick(stands)
  setInterval(() => tick(stands), 1000)
  const button = document.querySelector<HTMLButtonElement>("[data-pause]")
  if (button) button.hidden = false
  button?.addEventListener("click", pause)
  addEventListener("keydown", (event) => {
    if ((event.target as HTMLElement).closest("a, button")) return
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step) {
      next = Date.now() + stands
      show(at + step)
    } else if (event.key === " ") pause()
    else if (event.key === "f") toggleFull()
  })
}
