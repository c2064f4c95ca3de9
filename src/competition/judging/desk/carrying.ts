import type { PacketLine } from "#db/schema/index.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import type { Answer } from "../operations/commands.ts"
import type { SeatOperation } from "../operations/forms.ts"
import { isForTray } from "../tray-outcomes.ts"

const words = { sign: "signed", call: "called" } as const
const wordOf = ({ kind }: SeatOperation) => (kind === "sign" || kind === "call" ? words[kind] : "saved")

const placeOf = (one: SeatOperation) => ({
  ...("entry" in one && one.entry !== undefined && { entry: one.entry }),
  ...("slot" in one && { slot: one.slot }),
  ...("value" in one && { value: one.value }),
  ...(one.kind === "not_observed" && { value: NOT_OBSERVED }),
})

/** What an answer means for the list of a packet. */
export function lineOf(one: SeatOperation, answer: Answer | "held", already: boolean): PacketLine {
  const line = { id: one.id, kind: one.kind, ...placeOf(one), ...(already && { already: true as const }) }
  if (answer === "held") return { ...line, outcome: "held", code: "held" }
  if (answer.ok) return { ...line, outcome: "done", code: wordOf(one) }
  const { code, current } = answer.refusal
  if (code === "stale") return { ...line, outcome: "conflict", code, current: current?.value ?? null }
  return { ...line, outcome: isForTray(code) ? "tray" : "refused", code }
}
