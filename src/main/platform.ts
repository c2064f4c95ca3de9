import type { Logger } from "pino"
import type { Db } from "#db/db.ts"
import type { Asset } from "#files/assets.ts"
import type { ReadSheet } from "#files/xlsx.ts"
import type { Render } from "#render/template.ts"

/** What an entry (Node, a test, Workers) brings: the app knows no more of where it runs. */
export type Platform = {
  readonly db: Db
  readonly origin: string
  readonly render: Render
  readonly assets: ReadonlyMap<string, Asset>
  readonly log: Logger
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  readonly readSheet: ReadSheet
  /** Hash of the token of the first start's link, while there is one. */
  readonly setupHash?: string | undefined
}
