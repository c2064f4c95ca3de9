import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { answering } from "./children.ts"

export type BareMarks = {
  readonly url: string
  readonly events: readonly number[]
  readonly seconds: number
  readonly connections: number
}

type Cell = { readonly event: number; readonly seat: number; readonly device: number; readonly entry: number }

/** Written to be as long as what the app writes there. */
const mac = "0".repeat(64)

/** The rows of a saved mark, one statement each, in one transaction, as anybody would write them by hand. */
const save = (sql: postgres.Sql, { event, seat, device, entry }: Cell, value: string) =>
  sql.begin(async (tx) => {
    const id = randomUUID()
    const now = new Date()
    const [mark] = await tx`
      insert into marks (event_id, entry_id, slot, seat_id, value, version, updated_at)
      values (${event}, ${entry}, 'form', ${seat}, ${value}, 1, ${now})
      on conflict (entry_id, slot, seat_id) do update
      set value = excluded.value, version = marks.version + 1, updated_at = excluded.updated_at returning version`
    await tx`
      insert into mark_operations (id, event_id, entry_id, slot, seat_id, by_seat_id, device_id, value, seen_version, outcome, version, at)
      values (${id}, ${event}, ${entry}, 'form', ${seat}, ${seat}, ${device}, ${value}, ${mark?.version - 1}, 'saved', ${mark?.version}, ${now})`
    const chain = `seat:${seat}`
    const [head] = await tx`
      insert into audit_heads (chain, count, mac) values (${chain}, 1, ${mac})
      on conflict (chain) do update set count = audit_heads.count + 1, mac = excluded.mac returning count`
    const facts = { operation: id, slot: "form", from: value, to: value, outcome: "saved", version: mark?.version }
    await tx`
      insert into audit_entries (at, actor_kind, actor_id, action, subject_kind, subject_id, facts, request_id, chain, sequence, previous, mac, key_id)
      values (${now}, 'seat', ${seat}, 'mark.save', 'entry', ${entry}, ${tx.json(facts)}, ${id}, ${chain}, ${head?.count}, ${mac}, ${mac}, ${mac.slice(0, 8)})`
  })

let pool: postgres.Sql | undefined

async function write({ url, events, seconds, connections }: BareMarks): Promise<{ perSecond: number }> {
  pool ??= postgres(url, { max: 10 })
  const sql = pool
  const cells = await sql<Cell[]>`
    select s.event_id as event, s.id as seat, d.id as device, e.id as entry
    from seats s join seat_devices d on d.seat_id = s.id join entries e on e.event_id = s.event_id
    where s.event_id = any(${[...events]}) and s.role = 'judge' order by s.id, e.id`
  const bySeat = [...Map.groupBy(cells, ({ seat }) => seat).values()]
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: connections }, async (_, at) => {
      const own = bySeat[at % bySeat.length] as Cell[]
      for (let turn = 0; performance.now() - began < seconds * 1000; turn++) {
        await save(sql, own[turn % own.length] as Cell, `${(done++ % 1000) / 10}`)
      }
    }),
  )
  return { perSecond: done / ((performance.now() - began) / 1000) }
}

answering(write)
