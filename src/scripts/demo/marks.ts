import type { Slot } from "#competition/judging/slots.ts"
import { type Chance, seededChance } from "./chance.ts"

/** How good a contestant is and how severe a judge, from which plausible marks follow. */
export type Marker = (entry: string, slot: Slot, judge: string) => string | null

/** Always the same marks for the same event: skill by code, severity by judge, a little luck; two codes may be alike. */
export function marker(seed: string, [one, other]: readonly string[] = []): Marker {
  return (code, slot, judge) => {
    const entry = code === other && one ? one : code
    const skill = seededChance(`${seed}/${entry}`).below(1000) / 1000
    const severity = seededChance(`${seed}/${judge}`).below(60) / 1000
    return markOf(slot, skill, severity, seededChance(`${seed}/${entry}/${slot.slot}/${judge}`))
  }
}

function markOf(slot: Slot, skill: number, severity: number, chance: Chance): string | null {
  if (slot.kind === "value") return String(95 + chance.below(50) - Math.floor(skill * 20))
  if (slot.optional) return chance.below(3) === 0 ? String(1 + chance.below(3)) : null
  const max = Number(slot.max ?? "100")
  const share = 0.58 + skill * 0.36 - severity + chance.below(60) / 1000
  const step = Number(slot.step ?? (max > 10 ? "0.5" : "0.05"))
  const steps = Math.min(Math.round((max * share) / step), Math.floor(max / step))
  return trimmed(steps, step)
}

/** A whole number of steps as a decimal text. */
function trimmed(steps: number, step: number): string {
  const places = (String(step).split(".")[1] ?? "").length
  const value = (steps * Math.round(step * 10 ** places)) / 10 ** places
  return value.toFixed(places).replace(/\.?0+$/, "") || "0"
}
