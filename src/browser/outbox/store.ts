import { type DBSchema, type IDBPDatabase, openDB } from "idb"
import { after, refreshed, withMark } from "./fold.ts"
import { cellOf } from "./order.ts"
import type { Item, Result, Session, State, Tablet } from "./types.ts"

interface Tables extends DBSchema {
  operations: { key: number; value: Item; indexes: { id: string } }
  session: { key: "now"; value: Session }
  tablet: { key: "now"; value: Tablet }
}

const both = ["operations", "session"] as const
const all = [...both, "tablet"] as const
/** A tap is on the tablet's disk before the screen says so. */
const strict = { durability: "strict" } as const

/** Everything that this tablet must not lose. A newer build may add stores; it never deletes what is unsent. */
export async function openStore(name: string) {
  const db = await openDB<Tables>(name, 2, {
    upgrade(fresh, from) {
      if (from < 1) {
        fresh
          .createObjectStore("operations", { keyPath: "n", autoIncrement: true })
          .createIndex("id", "id", { unique: true })
        fresh.createObjectStore("session")
      }
      fresh.createObjectStore("tablet")
    },
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  })
  return {
    items: () => db.getAll("operations"),
    session: () => db.get("session", "now"),
    all: () => read(db),
    note: (told: Tablet) => note(db, told),
    add: (make: (items: readonly Item[], session: Session) => Item | undefined) => add(db, make),
    settle: (result: Result) => settle(db, result),
    decide: (id: string, make: (item: Item, session: Session) => Decided) => decide(db, id, make),
    keepSession: (told: Session) => keepSession(db, told),
    /** A new judge on this tablet: only what the server has goes. */
    clear: () => clear(db),
    close: () => db.close(),
  }
}

export type Store = Awaited<ReturnType<typeof openStore>>

/** The one store of this tablet, which its pages and its worker share. */
export const tabletStore = (): Promise<Store> => openStore("laurel-judge")
type Db = IDBPDatabase<Tables>

async function read(db: Db) {
  const tx = db.transaction(all)
  const [items, session, tablet = {}] = await Promise.all([
    tx.objectStore("operations").getAll(),
    tx.objectStore("session").get("now"),
    tx.objectStore("tablet").get("now"),
  ])
  return { items, session, tablet }
}

/** Keeps what is told beside what was known. */
async function note(db: Db, told: Tablet): Promise<void> {
  const tx = db.transaction("tablet", "readwrite")
  await tx.store.put({ ...(await tx.store.get("now")), ...told }, "now")
  await tx.done
}

/** Makes an operation of what stands at this very moment, whichever page of this tablet wrote last. */
async function add(db: Db, make: (items: readonly Item[], session: Session) => Item | undefined) {
  const tx = db.transaction(both, "readwrite", strict)
  const operations = tx.objectStore("operations")
  const [items, session] = await Promise.all([operations.getAll(), tx.objectStore("session").get("now")])
  const item = session && make(items, session)
  if (item) await operations.add(item)
  await tx.done
  return item
}

const stateOf = ({ status, code }: Result): State | undefined => {
  if (status === 200) return "done"
  if (status === 423) return "tray"
  if (status === 409 && code === "stale") return "conflict"
  return status < 500 ? "refused" : undefined
}

/** Takes an answer in, once: a page that hears the same one later changes nothing. */
async function settle(db: Db, result: Result): Promise<void> {
  const state = stateOf(result)
  if (state === undefined) return
  const tx = db.transaction(both, "readwrite", strict)
  const operations = tx.objectStore("operations")
  const item = await operations.index("id").get(result.id)
  if (item?.state === "unsent") {
    await operations.put({ ...item, state, answer: result })
    const session = await tx.objectStore("session").get("now")
    if (state === "done") {
      if (session?.seat.id === item.seat) await tx.objectStore("session").put(after(session, item, result), "now")
      for (const one of await operations.getAll())
        if (one.behind === item.id && one.state === "unsent" && result.version !== undefined)
          await operations.put({ ...one, seenVersion: result.version })
    }
  }
  await tx.done
}

/** What a judge decides about a conflict or a refusal: the mark as it is now, and maybe one more operation. */
export type Decided = { readonly current?: Result["current"]; readonly then?: Item }

async function decide(db: Db, id: string, make: (item: Item, session: Session) => Decided): Promise<void> {
  const tx = db.transaction(both, "readwrite", strict)
  const operations = tx.objectStore("operations")
  const item = await operations.index("id").get(id)
  const session = await tx.objectStore("session").get("now")
  if (item && session && ["conflict", "refused", "tray"].includes(item.state)) {
    const { current, then } = make(item, session)
    for (const one of await operations.getAll())
      if (one.state === item.state && cellOf(one.wish) === cellOf(item.wish))
        await operations.put({ ...one, state: "settled" })
    const { wish } = item
    if (current && "slot" in wish) {
      const { value, version, at } = current
      const mark = { entry: wish.entry, slot: wish.slot, value, version, at }
      await tx.objectStore("session").put(withMark(session, mark), "now")
    }
    if (then) await operations.add(then)
  }
  await tx.done
}

async function keepSession(db: Db, told: Session): Promise<void> {
  const tx = db.transaction("session", "readwrite")
  await tx.store.put(refreshed(await tx.store.get("now"), told), "now")
  await tx.done
}

async function clear(db: Db): Promise<boolean> {
  const tx = db.transaction(both, "readwrite", strict)
  const operations = tx.objectStore("operations")
  const held = (await operations.getAll()).some(({ state }) => state === "unsent" || state === "conflict")
  if (!held) await Promise.all([operations.clear(), tx.objectStore("session").clear()])
  await tx.done
  return !held
}
