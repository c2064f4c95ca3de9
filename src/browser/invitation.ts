import { fillCode } from "./shared/code-field.ts"

// The page works without this: its code can be typed.
fillCode()
document.querySelector<HTMLElement>(".error-summary")?.focus()
