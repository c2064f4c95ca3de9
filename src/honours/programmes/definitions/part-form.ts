import type { z } from "zod"
import { optionalLine, type Typed, whole } from "#http/forms.ts"
import type { Translate } from "#i18n/translate.ts"
import type { Definition } from "../definition.ts"

export type Value = Readonly<Record<string, unknown>>

/** A part of a definition as a flat form: its fields, what they show, and the definition that they make. */
export type PartForm = {
  readonly fields: (definition: Definition) => Record<string, z.ZodType>
  /** Nothing for a key that the part does not have. */
  readonly typed: (definition: Definition, key: string, t: Translate) => Typed | undefined
  readonly apply: (definition: Definition, value: Value, key: string) => Definition
}

/** What every such form carries: the number of the definition that was seen, and why it changes. */
export const changeFields = { seen: whole(1, 999_999), reason: optionalLine(500) }

/** The address of an item that is not there yet. */
export const newKey = "new"

type Keyed = { readonly key: string }

/** The list with the item in the place of that of its key, or at the end. */
export const withItem = <T extends Keyed>(list: readonly T[], item: T, key: string): T[] =>
  list.some((one) => one.key === key) ? list.map((one) => (one.key === key ? item : one)) : [...list, item]
