import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "drizzle-orm"
import { findingText } from "#audit/verify/findings.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { connect } from "#db/connect.ts"
import type { Db } from "#db/db.ts"
import { startEmbedded } from "#db/embedded.ts"
import { storeOnDisk } from "#files/store-on-disk.ts"
import { boot } from "#main/boot.ts"
import type { Config } from "#main/config.ts"
import { mastersOf } from "#main/keys.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { backUp, type Place, refuseAbsent, restore } from "./copies.ts"
import { figuresOf } from "./figures.ts"
import { storedFigures } from "./stored-files.ts"

export type Line = { readonly what: string; readonly source: string; readonly copy: string; readonly same: boolean }
export type Drilled = {
  readonly lines: readonly Line[]
  /** Seconds from the moment the backup shows until it is on disk: what would be lost if the source went then. */
  readonly rpo: number
  /** Seconds from an empty place until a page is served from the copy. */
  readonly rto: number
}

const pages = ["/", "/sign-in", "/honours", "/contests"]

/** Backs up, restores elsewhere, and compares; `between` is for whoever wants to see that a loss on the way is found. */
export async function drill(
  config: Config,
  between: (copy: Place) => Promise<void> = async () => {},
): Promise<Drilled> {
  const folder = mkdtempSync(join(tmpdir(), "laurel-drill-"))
  const file = join(folder, "backup")
  const { place, drop } = await elsewhere(config, join(folder, "copy"))
  try {
    const [source, rpo] = await timed(() => backUpWithFigures(config, file))
    const [, filling] = await timed(() => restore(place, file))
    await between(place)
    const copyConfig = { ...config, ...place, keys: mastersOf(config), port: 0, host: "127.0.0.1", log: "silent" }
    // Before the server starts on the copy, which brings its tables up to date where the source's are behind.
    const lines = await compared(source, copyConfig)
    const [served, serving] = await timed(() => servedBy(copyConfig))
    return { lines: [...lines, ...served], rpo, rto: filling + serving }
  } finally {
    await drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now()
  const done = await work()
  return [done, (performance.now() - begun) / 1000]
}

/** A new database on the same server, or a new folder. */
async function elsewhere({ databaseUrl }: Config, dataDir: string) {
  const filesDir = join(dataDir, "files")
  if (!databaseUrl) return { place: { databaseUrl, dataDir, filesDir }, drop: async () => {} }
  const name = `laurel_drill_${randomBytes(6).toString("hex")}`
  const onSource = async (statement: string) => {
    const { db, close } = connect(databaseUrl, 1)
    // To make or drop a database waits for a checkpoint, which on a busy server takes longer than any page may.
    const work = async () => {
      await db.execute(sql`set statement_timeout = 0`)
      await db.execute(sql.raw(statement))
    }
    await work().finally(close)
  }
  await onSource(`create database ${name} template template0`)
  const url = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href
  return { place: { databaseUrl: url, dataDir, filesDir }, drop: () => onSource(`drop database ${name} with (force)`) }
}

/** Figures and backup of one and the same moment, whatever is written meanwhile. */
async function backUpWithFigures(config: Config, file: string) {
  refuseAbsent(config)
  if (!config.databaseUrl) {
    const figures = await withDb(config, (db) => allFigures(db, config))
    await backUp(config, file)
    return figures
  }
  return withDb(config, (db) =>
    db.transaction(
      async (tx) => {
        await tx.execute(
          sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
        )
        const [row] = await tx.execute<{ snapshot: string }>(sql`select pg_export_snapshot() as snapshot`)
        await backUp(config, file, row?.snapshot)
        return allFigures(tx, config)
      },
      { isolationLevel: "repeatable read" },
    ),
  )
}

/** Figures of the database and, as one more, of the stored files that it names. */
async function allFigures(db: Db, { filesDir, fileLimit }: Config) {
  const stored = await storedFigures(db, storeOnDisk(filesDir, fileLimit))
  return new Map([...(await figuresOf(db)), [storedName, stored]])
}

const storedName = "stored files"

async function compared(source: ReadonlyMap<string, string>, config: Config): Promise<Line[]> {
  return withDb(config, async (db) => {
    const copy = await allFigures(db, config)
    const names = [...new Set([...source.keys(), ...copy.keys()])]
    const lines = names.map((what) => {
      const [here, there] = [source.get(what) ?? "missing", copy.get(what) ?? "missing"]
      return { what, source: here, copy: there, same: here === there && !(what === storedName && isDamaged(here)) }
    })
    const { entries, chains, findings } = await verifyTrail({ db, keys: keyringOf(config.keys) })
    const found = findings.map(findingText)[0] ?? "nothing changed"
    return [
      ...lines,
      {
        what: "audit trail",
        source: "nothing changed",
        copy: `${entries} entries, ${chains} chains: ${found}`,
        same: findings.length === 0,
      },
    ]
  })
}

const isDamaged = (figure: string): boolean => !figure.endsWith(", 0 missing or altered")

async function servedBy(config: Config): Promise<Line[]> {
  const running = await boot(config)
  try {
    const lines: Line[] = []
    for (const path of pages) {
      const { status } = await fetch(`http://127.0.0.1:${running.port}${path}`)
      lines.push({ what: `page ${path}`, source: "200", copy: `${status}`, same: status === 200 })
    }
    return lines
  } finally {
    await running.stop()
  }
}

async function withDb<T>(place: Place, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = place.databaseUrl
    ? connect(place.databaseUrl, 1)
    : await startEmbedded({ folder: place.dataDir })
  return work(db).finally(close)
}
