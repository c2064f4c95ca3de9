import { minuteOf } from "../shared/clock.ts"

/** Keeps the display from going dark, where the browser can; the lock is let go whenever the page is hidden. */
export function keepAwake(): void {
  const lock = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {})
  }
  document.addEventListener("visibilitychange", lock)
  lock()
}

/** Buttons and pointer show themselves when somebody is there, and leave after some seconds. */
export function tools(): void {
  let asleep = setTimeout(sleep, 4000)
  function sleep() {
    delete document.body.dataset.awake
  }
  addEventListener("pointermove", () => {
    document.body.dataset.awake = "yes"
    clearTimeout(asleep)
    asleep = setTimeout(sleep, 4000)
  })
  const full = document.querySelector<HTMLButtonElement>("[data-full]")
  if (!full || !document.fullscreenEnabled) return
  full.hidden = false
  full.addEventListener("click", toggleFull)
}

export function toggleFull(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  done.catch(() => {})
}

/** Says quietly since when nothing new came; nothing while all is well. */
export function sayStale(since: Date | undefined): void {
  const line = document.querySelector<HTMLElement>("[data-stale]")
  const words = since && (line?.dataset.words ?? "").replace("{time}", minuteOf(since))
  if (line && line.textContent !== (words ?? "")) line.textContent = words ?? ""
}
