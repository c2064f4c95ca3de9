import { markScreen } from "./tablet/mark.ts"

// Judging pages work without this. It fills the code of a scanned card, and sends marks without leaving the page.
const form = document.querySelector<HTMLFormElement>("[data-mark]")
if (form) markScreen(form)

const code = document.querySelector<HTMLFormElement>("[data-code-form]")?.elements.namedItem("code")
if (code instanceof HTMLInputElement && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1))
  history.replaceState(null, "", location.pathname)
  code.form?.querySelector("button")?.focus()
}

document.querySelector<HTMLElement>(".error-summary")?.focus()
