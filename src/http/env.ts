import type { Context } from "hono"
import type { Logger } from "pino"
import type { Scope } from "#db/db.ts"
import type { sessions } from "#db/schema/index.ts"
import type { FileStore } from "#files/store.ts"
import type { ReadSheet } from "#files/xlsx.ts"
import type { Policy } from "#lib/policy.ts"
import type { Render, View } from "#render/template.ts"

type SessionRow = typeof sessions.$inferSelect

/** Who is believed about the client's address: so many proxies of our own, or Cloudflare, which the Worker stands behind. */
export type TrustProxy = number | "cloudflare"

/** What every handler finds on its context. */
export type Env = {
  Variables: {
    requestId: string
    scope: Scope
    view: View
    render: Render
    /** The page that is answered, as a text. */
    html?: string
    /** Bytes of chance: the real one in production, a seeded one in tests. */
    random: (length: number) => Uint8Array
    /** Reads an uploaded workbook, within the limits of the platform. */
    readSheet: ReadSheet
    /** Keeps the files that are sent; absent where the installation takes none. */
    files?: FileStore
    /** Whether cookies may be marked as secure, and so carry the `__Host-` prefix. */
    secure: boolean
    origin: string
    /** Whether there is a channel for mail. */
    mails: boolean
    trustProxy: TrustProxy
    /** In statistics about people themselves, the fewest that are told. */
    leastShown: number
    policy: Policy
    log: Logger
    /** The session of the cookie, also one that still awaits its second step. */
    session: SessionRow | undefined
    /** What the policy asks of the account before anything else. */
    due: "password" | "second_factor" | undefined
  }
}

export type C = Context<Env>
