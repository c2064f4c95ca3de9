import { randomBytes } from "node:crypto"
import postgres from "postgres"
import { inject } from "vitest"
import { type Connection, connect } from "#db/connect.ts"
import { startEmbedded } from "#db/embedded.ts"

const opened: (() => Promise<void>)[] = []

/** Whether the tests run on a real PostgreSQL, where several connections at once are possible. */
export const onPostgres = (): boolean => inject("postgres") !== ""

/** A migrated, empty database of one's own; closed after the test file. */
export async function freshDatabase(): Promise<Connection & { readonly url: string }> {
  const made = onPostgres() ? await fromTemplate() : { ...(await startEmbedded({ dump: inject("dump") })), url: "" }
  opened.push(made.close)
  return made
}

async function fromTemplate() {
  const name = `${inject("template").replace("template", "test")}_${randomBytes(6).toString("hex")}`
  const admin = postgres(inject("postgres"), { max: 1, onnotice: () => {} })
  await admin`select pg_advisory_lock(727202)`
  await admin.unsafe(`create database ${name} template ${inject("template")}`)
  // Nobody cuts this server's power: what is committed need not wait for its disk.
  await admin.unsafe(`alter database ${name} set synchronous_commit = off`)
  await admin.end()
  const url = Object.assign(new URL(inject("postgres")), { pathname: `/${name}` }).href
  return { ...connect(url, 8), url }
}

export async function closeOpened(): Promise<void> {
  for (const close of opened.splice(0)) await close()
}
