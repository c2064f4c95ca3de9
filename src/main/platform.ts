import type { Logger } from "pino"
import type { Db } from "#db/db.ts"
import type { Asset } from "#files/assets.ts"
import type { FileStore } from "#files/store.ts"
import type { ReadSheet } from "#files/xlsx.ts"
import type { Encode } from "#http/encoding.ts"
import type { C, TrustProxy } from "#http/env.ts"
import type { Watched } from "#http/health.ts"
import type { Journal } from "#http/journal.ts"
import type { Keeping } from "#http/keeping.ts"
import type { Keyring } from "#lib/keyring.ts"
import type { Policy } from "#lib/policy.ts"
import type { Render } from "#render/template.ts"

/** The database of one request; `done` is called when its answer stands. */
export type Opened = { readonly db: Db; readonly done: () => void }

/** What an entry (Node, a test, Workers) brings: the app knows no more of where it runs. */
export type Platform = Watched & {
  readonly open: (c: C) => Opened
  readonly keys: Keyring
  readonly origin: string
  readonly render: Render
  readonly assets: ReadonlyMap<string, Asset>
  /** Packs files and kept pages for the way; absent where the platform does it. */
  readonly encode?: Encode
  readonly log: Logger
  /** Writes the line of a request; without it the log does. */
  readonly answered?: Journal
  /** Where public pages are kept; without it each is made anew. */
  readonly keeping?: Keeping
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  /** Absent where the installation takes no files. */
  readonly readSheet: ReadSheet | undefined
  /** Absent there, too. */
  readonly files?: FileStore | undefined
  /** Whether somebody sends the mails that are put down as jobs. */
  readonly mails?: boolean
  readonly policy: Policy
  /** Where visitors reach the office; said at the foot of pages. */
  readonly contact?: string | undefined
  readonly trustProxy: TrustProxy
  /** In statistics about people themselves, the fewest that are told. */
  readonly leastShown?: number
  /** Hash of the token of the first start's link, while there is one. */
  readonly setupHash?: string | undefined
}
