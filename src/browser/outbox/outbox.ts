import { uuidv7 } from "#lib/uuid.ts"
import { cellsOf, marksShown } from "./fold.ts"
import { cellOf, nextBatch, sendable, unsentOf } from "./order.ts"
import type { Store } from "./store.ts"
import type { Device, Item, Sendable, Sent, Session, Wish } from "./types.ts"

/** All of the outside that the outbox knows: the tests hand in another network, clock and chance. */
export type World = {
  readonly store: Store
  readonly send: (device: Device, operations: readonly Sendable[]) => Promise<Sent>
  readonly now: () => Date
  readonly random: (length: number) => Uint8Array
  readonly about: () => Omit<Device, "unsent" | "sentAt">
}

type Drained = Sent["kind"] | "idle"

/** What a judge does goes on the tablet first; `drain` brings it to the server, as often as it takes. */
export function createOutbox(world: World) {
  const { store } = world
  return {
    view: () => viewOf(store),
    /** Written down, and only then true; nothing is written without a session to belong to. */
    put: (wish: Wish) => store.add((items, session) => itemOf(world, wish, items, session)),
    /** Signs what is shown now. */
    sign: () =>
      store.add((items, session) =>
        itemOf(world, { kind: "sign", marks: marksShown(cellsOf(session, items)) }, items, session),
      ),
    keepMine: (id: string) =>
      store.decide(id, (item, session) => {
        const current = item.answer?.current
        const then = { ...itemOf(world, item.wish, [], session), seenVersion: current?.version ?? 0 }
        return { ...(current && { current }), then }
      }),
    keepTheirs: (id: string) => store.decide(id, ({ answer }) => (answer?.current ? { current: answer.current } : {})),
    drain: async () => {
      const went = await drain(world)
      await note(world, went)
      return went
    },
  }
}

/** Keeps in mind when the server was heard, and whether it still knows this tablet. */
async function note({ store, now }: World, went: Drained): Promise<void> {
  if (went === "signed_out" || went === "taken_over") await store.note({ door: went })
  if (went === "answered" || went === "idle") await store.note({ door: "open", contact: now().toISOString() })
}

export type Outbox = ReturnType<typeof createOutbox>

async function viewOf(store: Store) {
  const { items, session, tablet } = await store.all()
  return session && { session, items, tablet, cells: cellsOf(session, items), unsent: unsentOf(items) }
}

export type OutboxView = NonNullable<Awaited<ReturnType<typeof viewOf>>>

function itemOf({ now, random }: World, wish: Wish, items: readonly Item[], session: Session): Item {
  const cell = cellOf(wish)
  const before = items.findLast(
    ({ wish: one, state }) => state === "unsent" && cell !== undefined && cellOf(one) === cell,
  )
  const mark = session.marks.find(({ entry, slot }) => `${entry} ${slot}` === cell)
  return {
    id: uuidv7(now(), random(10)),
    seat: session.seat.id,
    wish,
    seenVersion: before?.seenVersion ?? mark?.version ?? 0,
    ...(cell !== undefined && { was: cellsOf(session, items).get(cell)?.value ?? null }),
    ...(before && { behind: before.id }),
    intendedAt: now().toISOString(),
    state: "unsent",
  }
}

/** One batch to the server and its answers back. With nothing to send it only asks whether anybody is there. */
async function drain(world: World): Promise<Drained> {
  const items = await world.store.items()
  const batch = nextBatch(items)
  const sent = await deliver(world, items, batch)
  if (sent.kind === "unreadable" && batch.length > 1) return alone(world, items, batch)
  if (sent.kind === "unreadable" && batch[0]) {
    const { id } = batch[0]
    await world.store.settle({ id, status: 422, code: "unreadable", message: "" })
  }
  if (sent.kind === "answered") for (const result of sent.results) await world.store.settle(result)
  if (sent.kind === "answered" && (sent.asked || batch.length === 0))
    await world.store.note({ asked: sent.asked ?? false })
  return batch.length === 0 && sent.kind === "answered" ? "idle" : sent.kind
}

/** One operation that the server cannot read must not hold up the others. */
async function alone(world: World, items: readonly Item[], batch: readonly Item[]): Promise<Drained> {
  for (const item of batch) {
    const sent = await deliver(world, items, [item])
    if (sent.kind === "unreadable")
      await world.store.settle({ id: item.id, status: 422, code: "unreadable", message: "" })
    else if (sent.kind !== "answered") return sent.kind
    else for (const result of sent.results) await world.store.settle(result)
  }
  return "answered"
}

const deliver = ({ send, now, about }: World, items: readonly Item[], batch: readonly Item[]) =>
  send({ ...about(), unsent: unsentOf(items), sentAt: now().toISOString() }, batch.map(sendable))
