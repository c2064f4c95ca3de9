import { fillCode } from "./shared/code-field.ts"
import { markScreen } from "./tablet/mark.ts"

// Judging pages work without this. It fills the code of a scanned card, and sends marks without leaving the page.
const form = document.querySelector<HTMLFormElement>("[data-mark]")
if (form) markScreen(form)

fillCode()

document.querySelector<HTMLElement>(".error-summary")?.focus()
