import { z } from "zod"
import { optionalMinute, type Typed } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"
import type { Given } from "./columns.ts"
import type { Mending, PersonDecision } from "./commands.ts"

export const importForm = z.strictObject({ visibleFrom: optionalMinute() })

const said = (typed: Typed, name: string): string => String(typed[name] ?? "").trim()

/** The numbers of the lines that a form of many lines holds, by a field that each of them has. */
const lines = (typed: Typed, field: string): number[] =>
  Object.keys(typed).flatMap((name) => (name.startsWith(`${field}.`) ? (idOf(name.slice(field.length + 1)) ?? []) : []))

export type UnitAnswer = {
  readonly line: number
  readonly text: string
  readonly answer: { readonly id: number } | { readonly typed: string } | "text"
}

/** What was answered about spellings; those that wait for another day are left away. */
export const unitAnswers = (typed: Typed): UnitAnswer[] =>
  lines(typed, "text").flatMap((line): UnitAnswer[] => {
    const text = said(typed, `text.${line}`)
    const chosen = said(typed, `unit.${line}`)
    if (chosen === "text") return [{ line, text, answer: "text" }]
    if (chosen === "other") return [{ line, text, answer: { typed: said(typed, `other.${line}`) } }]
    const id = idOf(chosen)
    return id === undefined ? [] : [{ line, text, answer: { id } }]
  })

/** What was answered about people; `apart` says that it is none of them. */
export const personAnswers = (typed: Typed): PersonDecision[] =>
  lines(typed, "key").flatMap((line) => {
    const chosen = said(typed, `person.${line}`)
    const personId = idOf(chosen)
    if (chosen !== "apart" && personId === undefined) return []
    return [{ key: said(typed, `key.${line}`), personId: personId ?? null }]
  })

const mended = ["name", "honour", "year", "decidedOn"] as const satisfies readonly (keyof Given)[]

/** Rows as they were mended on a page; a cell that the page did not show stays. */
export const mendings = (typed: Typed): Mending[] =>
  lines(typed, "row").map((row) => ({
    row,
    cells: Object.fromEntries(
      mended.flatMap((column) =>
        typed[`${column}.${row}`] === undefined ? [] : [[column, said(typed, `${column}.${row}`).slice(0, 200)]],
      ),
    ),
    isLeftOut: said(typed, `out.${row}`) === "yes",
  }))
