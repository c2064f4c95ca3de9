import type { Tablet } from "./tablet.ts"

/**
 * Notes, inside the page, how long it takes from a tap on "save" until the mark is written
 * down and the screen says that it is on this tablet.
 */
export async function timeTaps({ context, page }: Tablet): Promise<void> {
  await context.addInitScript(() => {
    let tapped = 0
    const note = () => {
      const taps: number[] = JSON.parse(sessionStorage.getItem("taps") ?? "[]")
      sessionStorage.setItem("taps", JSON.stringify([...taps, Math.round(performance.now() - tapped)]))
    }
    addEventListener("DOMContentLoaded", () => {
      const state = document.querySelector("[data-state]")
      const { kept } = document.querySelector<HTMLElement>("[data-words][data-kept]")?.dataset ?? {}
      const watch = new MutationObserver(() => {
        if (tapped && state?.textContent === kept) note()
      })
      if (state) watch.observe(state, { childList: true })
      document.querySelector("[data-save]")?.addEventListener("click", () => {
        tapped = performance.now()
      })
    })
  })
  await page.reload()
}

/** How many milliseconds each tap took. */
export const tapsOf = ({ page }: Tablet): Promise<number[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem("taps") ?? "[]"))
