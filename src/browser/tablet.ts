import { fillCode } from "./shared/code-field.ts"
import { bar } from "./tablet/bar.ts"
import { callHead } from "./tablet/call.ts"
import { follow } from "./tablet/follow.ts"
import { installHint, register } from "./tablet/install.ts"
import { watchLooks } from "./tablet/looks.ts"
import { markScreen } from "./tablet/mark.ts"
import { openOutbox } from "./tablet/outbox.ts"
import { packetButton } from "./tablet/packet.ts"
import { themeByTap } from "./tablet/theme.ts"
import { undoStrip } from "./tablet/undo.ts"

// Judging pages work without this. It fills the code of a scanned card, and keeps marks on the tablet until they arrive.
async function start(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("[data-mark]")
  const seated = document.querySelector("[data-strip]")
  const outbox = seated ? await openOutbox() : undefined
  if (outbox) bar(outbox)
  if (outbox) packetButton(outbox)
  if (form) markScreen(form, outbox)
  if (outbox) undoStrip(outbox)
  if (outbox) callHead(outbox)
  if (outbox) watchLooks(outbox)
  if (outbox) follow(outbox)
  await register()
}

themeByTap()
installHint()

void start()

fillCode()

document.querySelector<HTMLElement>(".error-summary")?.focus()
