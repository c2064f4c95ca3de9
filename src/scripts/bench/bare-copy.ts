import { pipeline } from "node:stream/promises"
import postgres from "postgres"
import { answering } from "./children.ts"

export type Copy = { readonly url: string; readonly turn: number }

let copies = 0

/** Rows per second that PostgreSQL takes by COPY: those of an import, ids and hashes included, which must differ. */
async function copy({ url, turn }: Copy): Promise<{ perSecond: number }> {
  const sql = postgres(url, { max: 1 })
  copies++
  await sql`create temp table again as select * from people where post = ${`bench ${turn}`} and id < 10000000`
  const made = await sql`update again set id = id + ${copies * 10_000_000}::int,
    identity_hash = right(identity_hash, ${copies}::int) || left(identity_hash, ${-copies}::int)`
  const rows: Buffer[] = []
  for await (const chunk of await sql`copy again to stdout`.readable()) rows.push(chunk)
  const bytes = Buffer.concat(rows)
  const began = performance.now()
  await pipeline([bytes], await sql`copy people from stdin`.writable())
  const spent = performance.now() - began
  await sql.end()
  return { perSecond: made.count / (spent / 1000) }
}

answering(copy)
