import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Definition } from "../definition.ts"
import type { MeterView } from "../metering/queries.ts"
import type { DefinitionRow, OfferedHonour, ProgrammeRow } from "../queries.ts"
import type { ItemName, PartName } from "./parts.ts"

type Titled = { readonly slug: string; readonly titleZh: string; readonly titleEn: string }

/** The choices that forms of definitions offer, so that views name none of their own. */
export type Choices = Readonly<Record<string, readonly string[]>>

export const partFormPage = template<{
  programme: ProgrammeRow
  part: PartName
  /** Of the item, `new` for one that is not there yet, empty for a part without items. */
  key: string
  typed: Typed
  seen: number
  asksReason: boolean
  honours: readonly OfferedHonour[]
  registered: readonly Titled[]
  choices: Choices
  problems: readonly Problem[]
}>("honours/programmes/definitions/form")

export const itemsPage = template<{
  programme: ProgrammeRow
  part: ItemName
  changes: boolean
  definition: Definition
  seen: number
  asksReason: boolean
  /** Titles of honours by their slug. */
  titles: Readonly<Record<string, { zh: string; en: string }>>
  quota: MeterView
  problems: readonly Problem[]
}>("honours/programmes/definitions/items")

export const historyPage = template<{
  programme: ProgrammeRow
  versions: readonly {
    readonly row: DefinitionRow & { readonly by: string | null }
    readonly parts: readonly string[]
  }[]
}>("honours/programmes/definitions/history")
