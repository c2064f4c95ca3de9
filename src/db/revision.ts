import { sql } from "drizzle-orm"
import type { Connection } from "./connect.ts"
import type { Db } from "./db.ts"
import { nextTurn } from "./gate.ts"

/** Names the state of the database, so that what was read under a name is current as long as the name is. */
export type Revision = {
  /** The name, where it was asked for within the last second. */
  readonly known: () => string | undefined
  /** The name as it was last heard, however long ago: nothing newer is known where the database is away. */
  readonly last: () => string | undefined
  /** What every process calls the state that is known here, unless this one has written since it heard. */
  readonly common: () => string | undefined
  /** Asks for it; whoever asks meanwhile shares the answer. */
  readonly ask: () => Promise<string>
  /** This process has written: what was read before counts no longer. */
  readonly changed: () => void
}

/** For so long another process's change may go unnoticed, in ms. */
const UNNOTICED = 1_000

/**
 * PostgreSQL's snapshot names exactly which transactions are visible, so no command that publishes something can forget
 * to say so. It also moves with changes that no public page shows: a page is then made anew, at most once a second.
 */
export function revisionOf(db: Db, clock: () => Date): Revision {
  const { read, ...revision } = remembered((now) => momentOf(db, now), clock)
  let asking: Promise<string> | undefined
  const ask = () => {
    asking ??= read().finally(() => {
      asking = undefined
    })
    return asking
  }
  return { ...revision, ask }
}

/** The same where no request may wait for what another began, as on Workers: each asks over a connection of its own. */
export function revisionApart(connect: () => Connection, clock: () => Date): Revision {
  const asked = async (now: Date) => {
    const { db, close } = connect()
    return momentOf(db, now).finally(close)
  }
  const { read, ...revision } = remembered(asked, clock)
  return { ...revision, ask: read }
}

/** What the database holds, and until when it means the same to the public. */
type Moment = { readonly snapshot: string; readonly turn: number }

async function momentOf(db: Db, now: Date): Promise<Moment> {
  const [row] = await db.execute<{ snapshot: string; turn: string | null }>(
    sql`select pg_current_snapshot()::text as snapshot, ${nextTurn(now)} as turn`,
  )
  return { snapshot: row?.snapshot ?? "", turn: row?.turn ? Number(row.turn) : Number.POSITIVE_INFINITY }
}

function remembered(moment: (now: Date) => Promise<Moment>, clock: () => Date) {
  let changes = 0
  let last = { snapshot: "", turn: 0, at: Number.NEGATIVE_INFINITY, changes }
  let name = ""
  const named = () => {
    name = `${changes}/${last.snapshot}/${last.turn}`
    return name
  }
  return {
    known: () => {
      const now = clock().getTime()
      return now - last.at < UNNOTICED && now < last.turn ? name : undefined
    },
    last: () => name || undefined,
    common: () => (last.changes === changes && name ? `${last.snapshot}/${last.turn}` : undefined),
    read: async () => {
      const [now, begun] = [clock(), changes]
      last = { ...(await moment(now)), at: now.getTime(), changes: begun }
      return named()
    },
    changed: () => {
      changes++
      named()
    },
  }
}
