import { AsyncLocalStorage } from "node:async_hooks"
import type { Db } from "#db/db.ts"
import { type Browser, testApp } from "../support/app.ts"

/** What one hall brings to the app that all halls share: its database, its clock and its chance. */
type Hall = { readonly db: () => Db; readonly clock: () => Date; readonly random: (length: number) => Uint8Array }

const halls = new AsyncLocalStorage<Hall>()

const here = (): Hall => {
  const hall = halls.getStore()
  if (!hall) throw new Error("the simulated app was asked from outside a hall")
  return hall
}

export type Shared = { readonly db: Db; readonly browser: (cookies: Record<string, string>) => Browser }

/** The real app, put together once: to make one anew for every hall and restart would cost more than to ask it. */
export function sharedApp(db: Db): Shared {
  const { browser } = testApp(db, () => here().clock(), {
    open: () => ({ db: here().db(), done: () => {} }),
    random: (length) => here().random(length),
  })
  return { db, browser }
}

class Died extends Error {}

const asking = new Set<string | symbol>(["select", "insert", "update", "delete", "execute", "with", "_"])

/** A database that gives up after so many statements inside of transactions, as when its server process is killed. */
function mortal(db: Db, spend: () => void): Db {
  const counted = (tx: Db): Db =>
    new Proxy(tx, {
      get(target, name) {
        if (asking.has(name)) spend()
        return Reflect.get(target, name, target)
      },
    })
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name !== "transaction") return Reflect.get(target, name, receiver)
      return (work: (tx: Db) => Promise<unknown>) => target.transaction((tx) => work(counted(tx as Db)))
    },
  })
}

export type Server = ReturnType<typeof startServer>

/** The server of one hall. What its process recalls of the tablets goes with every restart. */
export function startServer({ db, browser }: Shared) {
  let left = Number.POSITIVE_INFINITY
  let died = false
  const spend = () => {
    if (left-- > 0) return
    died = true
    throw new Died("the server was killed")
  }
  const started = () => mortal(db, spend)
  let running = started()
  return {
    browser,
    /** Plays inside the hall: every request made there comes to this server. */
    open: <T>(hall: Omit<Hall, "db">, play: () => Promise<T>) => halls.run({ ...hall, db: () => running }, play),
    restart: () => {
      left = Number.POSITIVE_INFINITY
      died = false
      running = started()
    },
    /** Lets it die after so many statements from now on. */
    dieAfter: (statements: number) => {
      left = statements
    },
    get died() {
      return died
    },
  }
}
