import { timeOf } from "../shared/clock.ts"

// A part of a page follows by itself. It is asked for with the hash of what it shows, so that a missed answer mends
// itself with the next one; while none comes, it says since when it may be out of date.
const PAUSE = 1_000
const LIMIT = 5_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const seen = () =>
  new Promise<void>((resolve) => {
    if (!document.hidden) resolve()
    else document.addEventListener("visibilitychange", () => resolve(), { once: true })
  })

/** Puts the new part in place; whoever stood on a button there stands on it again. */
function put(place: HTMLElement, html: string): void {
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : undefined
  place.innerHTML = html
  if (focused) document.getElementById(focused)?.focus()
}

/** The state of what is shown now, or nothing where no answer came. */
async function ask(place: HTMLElement, state: string): Promise<string | undefined> {
  try {
    const headers: HeadersInit = state ? { "If-None-Match": state } : {}
    const answer = await fetch(place.dataset.live ?? "", {
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT),
    })
    if (answer.status === 304) return state
    if (!answer.ok) return undefined
    put(place, await answer.text())
    return answer.headers.get("ETag") ?? ""
  } catch {
    return undefined
  }
}

async function follow(place: HTMLElement): Promise<void> {
  const lost = document.querySelector<HTMLElement>("[data-live-lost]")
  const times = document.querySelectorAll("[data-live-time]")
  for (let state = ""; ; ) {
    await seen()
    const now = await ask(place, state)
    if (lost) lost.hidden = now !== undefined
    if (now !== undefined) for (const one of times) one.textContent = timeOf(new Date())
    state = now ?? state
    await pause(PAUSE)
  }
}

for (const place of document.querySelectorAll<HTMLElement>("[data-live]")) void follow(place)
