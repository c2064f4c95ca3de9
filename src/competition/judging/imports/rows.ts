import { isScore } from "#lib/mark-value.ts"
import type { Refusal } from "#lib/result.ts"
import { markProblem, sameMark, typedMark } from "../mark-limits.ts"
import type { EntryLine } from "../marks/path.ts"
import type { Slot } from "../slots.ts"

type Titled = (slot: Slot) => string

/** Heads of the template: the word for codes, then each slot's title with its key, which is what is read back. */
export const headOf = (codeWord: string, slots: readonly Slot[], titled: Titled): string[] => [
  codeWord,
  ...slots.map((slot) => `${titled(slot)} [${slot.slot}]`),
]

/** The template: every code in order, with the marks that stand now. */
export const templateRows = (lines: readonly EntryLine[]): string[][] =>
  lines
    .filter(({ open }) => open)
    .map(({ code, cells }) => [code, ...cells.map(({ value }) => (isScore(value) ? value : ""))])

export type CellFinding = {
  readonly row: number
  readonly code: string
  readonly slot: string
  readonly now: string | null
  readonly value: string
  readonly seenVersion: number
  readonly problem: Refusal | undefined
}

/** Judges every cell of a filled template; cells that are empty or already so are left out. */
export function findings(rows: readonly (readonly string[])[], lines: readonly EntryLine[]): CellFinding[] {
  const [head = [], ...body] = rows
  const slots = head.slice(1).map(keyOf)
  const byCode = new Map(lines.map((line) => [line.code, line]))
  const seen = new Set<string>()
  return body.flatMap((cells, index) => {
    const [code = "", ...values] = cells.map((cell) => cell.trim())
    if (!code && values.every((value) => !value)) return []
    const place = { row: index + 2, code, slot: "", now: null, value: "", seenVersion: 0 }
    const line = byCode.get(code)
    if (!line) return [{ ...place, problem: { code: "entry_unknown" } }]
    if (seen.has(code)) return [{ ...place, problem: { code: "code_repeated", entry: code } }]
    seen.add(code)
    return values.flatMap((typed, at) => (typed ? cellFinding(place, line, slots[at] ?? "", typed) : []))
  })
}

const keyOf = (title: string): string => /\[([^\]]+)\]\s*$/.exec(title)?.[1] ?? title.trim()

type Place = Omit<CellFinding, "problem">

function cellFinding(place: Place, line: EntryLine, slot: string, typed: string): CellFinding[] {
  const value = typedMark(typed)
  const cell = line.cells.find((one) => one.slot.slot === slot)
  if (!cell) return [{ ...place, slot, value, problem: { code: "column_unknown", column: slot } }]
  if (sameMark(value, cell.value)) return []
  const shut = line.open ? undefined : { code: `entry_${line.status}` }
  const problem = shut ?? markProblem(value, cell.slot)
  return [{ ...place, slot, value, now: cell.value, seenVersion: cell.version, problem }]
}
