import type { ListedRow } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"

export type Shown = {
  readonly title: string
  readonly unit: string
  readonly number: number
  readonly firstDay: string
  readonly lastDay: string
  readonly closingTime: string
  readonly rows: readonly ListedRow[]
}

/** The one text of a list that is frozen: always the same members in the same order, and none of the nominees' keys. */
export const contentOf = ({ rows, ...head }: Shown): string =>
  `${JSON.stringify(
    {
      format: "laurel notice list 1",
      title: head.title,
      unit: head.unit,
      number: head.number,
      firstDay: head.firstDay,
      lastDay: head.lastDay,
      closingTime: head.closingTime,
      rows: rows.map(({ name, unit, post, award, note }) => ({ name, unit, post, award, note })),
    },
    null,
    1,
  )}\n`

/** SHA-256 of that text in UTF-8, in hex: what anybody who saves the list can work out. */
export const hashOf = (content: string): string => sha256(content)
