import { tabletStore } from "../outbox/store.ts"

type Prompt = Event & { readonly prompt: () => Promise<unknown> }

/** Lets the screens of this tablet open without a network, from the first visit on. */
export async function register(): Promise<void> {
  const { serviceWorker } = navigator
  if (!serviceWorker || serviceWorker.controller) return
  try {
    const store = await tabletStore()
    await store.note(choices())
    store.close()
    await serviceWorker.register("/judge/worker.js")
  } catch {
    // Without storage, or in a private window: judging goes on by the server's own pages.
  }
}

/** What the server made this page by, which its cookies know and no worker sees. */
const choices = () => {
  const { lang, dataset, classList } = document.documentElement
  return {
    lang: lang === "en" ? "en" : "zh-CN",
    theme: dataset.theme === "dark" ? "dark" : "light",
    text: classList.contains("large-text") ? "large" : "normal",
  } as const
}

/** How to put this on the home screen: a button where the browser has one, the way in words on an iPad. */
export function installHint(): void {
  const hint = document.querySelector<HTMLElement>("[data-install]")
  if (!hint || matchMedia("(display-mode: standalone)").matches) return
  const part = (name: string) => hint.querySelector<HTMLElement>(`[data-install-${name}]`)
  const show = (name: string) => {
    hint.hidden = false
    const shown = part(name)
    if (shown) shown.hidden = false
  }
  const isApple =
    /iPad|iPhone/.test(navigator.userAgent) || (navigator.maxTouchPoints > 1 && /Mac/.test(navigator.platform))
  if (isApple) show("apple")
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault()
    show("prompt")
    part("button")?.addEventListener("click", () => void (event as Prompt).prompt(), { once: true })
  })
  addEventListener("appinstalled", () => {
    hint.hidden = true
  })
}
