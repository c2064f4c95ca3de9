import { tabletStore } from "../outbox/store.ts"

const KEPT = "theme"

/** Changes between the light and the dark hall at once, without a network; the server hears of it when there is one. */
export function themeByTap(): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-theme-to]")
  const kept = localStorage.getItem(KEPT)
  if (kept && link?.dataset.themeTo === kept) turn(link)
  link?.addEventListener("click", (event) => {
    event.preventDefault()
    localStorage.setItem(KEPT, link.dataset.themeTo ?? "light")
    void note(link.dataset.themeTo === "dark" ? "dark" : "light").catch(() => undefined)
    fetch(link.href).catch(() => undefined)
    turn(link)
  })
}

/** For the pages that this tablet makes of itself. */
async function note(theme: "light" | "dark"): Promise<void> {
  const store = await tabletStore()
  await store.note({ theme })
  store.close()
}

function turn(link: HTMLAnchorElement): void {
  const { themeTo = "light", other = "" } = link.dataset
  document.documentElement.dataset.theme = themeTo
  document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", themeTo)
  const back = themeTo === "dark" ? "light" : "dark"
  link.href = link.href.replace(`theme=${themeTo}`, `theme=${back}`)
  Object.assign(link.dataset, { themeTo: back, other: link.textContent ?? "" })
  link.textContent = other
}
