import { compare, exact, isDecimal, isMultiple } from "#lib/exact.ts"
import type { Refusal } from "#lib/result.ts"
import type { Slot } from "./slots.ts"

const LONGEST = 100

/** What keeps a decimal text from being a mark on this slot; the same limits as the ranking's, exactly. */
export function markProblem(value: string, { min, max, step }: Slot): Refusal | undefined {
  if (value.length > LONGEST || !isDecimal(value)) return { code: "mark_not_decimal" }
  const mark = exact(value)
  if (min !== undefined && compare(mark, exact(min)) < 0) return { code: "mark_too_low", min }
  if (max !== undefined && compare(mark, exact(max)) > 0) return { code: "mark_too_high", max }
  if (step !== undefined && !isMultiple(mark, exact(step))) return { code: "mark_off_step", step }
  return undefined
}

/** Whether two marks are one number: `8.50` is `8.5`, and nothing is only equal to nothing. */
export const sameMark = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : isDecimal(a) && isDecimal(b) ? compare(exact(a), exact(b)) === 0 : a === b

/** A mark as fingers type it, in any width and with zeros before or a bare point, as the decimal that is meant. */
export function typedMark(typed: string): string {
  const text = typed.normalize("NFKC").trim().replace(/。/g, ".")
  const parts = /^(-?)0*(\d*)(?:\.(\d*))?$/.exec(text)
  if (!parts || !/\d/.test(text)) return text
  const [, sign = "", whole = "", fraction = ""] = parts
  const figures = `${whole || "0"}${fraction ? `.${fraction}` : ""}`
  return /[1-9]/.test(figures) ? sign + figures : figures
}
