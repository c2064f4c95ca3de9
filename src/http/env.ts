import type { Context } from "hono"
import type { Scope } from "#db/db.ts"
import type { ReadSheet } from "#files/xlsx.ts"
import type { Render, View } from "#render/template.ts"

/** What every handler finds on its context. */
export type Env = {
  Variables: {
    scope: Scope
    view: View
    render: Render
    /** Bytes of chance: the real one in production, a seeded one in tests. */
    random: (length: number) => Uint8Array
    /** Reads an uploaded workbook, within the limits of the platform. */
    readSheet: ReadSheet
    /** Whether cookies may be marked as secure, and so carry the `__Host-` prefix. */
    secure: boolean
    origin: string
  }
}

export type C = Context<Env>
