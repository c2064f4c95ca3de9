import { fillCode } from "./shared/code-field.ts"
import { bar } from "./tablet/bar.ts"
import { markScreen } from "./tablet/mark.ts"
import { openOutbox } from "./tablet/outbox.ts"

// Judging pages work without this. It fills the code of a scanned card, and keeps marks on the tablet until they arrive.
async function start(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("[data-mark]")
  const seated = document.querySelector("[data-strip]")
  const outbox = seated ? await openOutbox() : undefined
  if (outbox) bar(outbox)
  if (form) markScreen(form, outbox)
}

void start()

fillCode()

document.querySelector<HTMLElement>(".error-summary")?.focus()
