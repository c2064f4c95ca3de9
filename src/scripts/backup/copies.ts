import { closeSync, existsSync, openSync, readSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { sql } from "drizzle-orm"
import { connect } from "#db/connect.ts"
import { dumpEmbedded, hasEmbedded, restoreEmbedded } from "#db/embedded-dump.ts"
import { wholeFile } from "#files/whole-file.ts"
import { BackupFailed, runPostgres } from "./postgres.ts"

/** A database: the PostgreSQL of an address, or the embedded one of a folder. */
export type Place = { readonly databaseUrl: string | undefined; readonly dataDir: string }

/** Writes the whole database into one new file, of a snapshot of a PostgreSQL where one is given. */
export async function backUp({ databaseUrl, dataDir }: Place, file: string, snapshot?: string): Promise<void> {
  if (existsSync(file)) throw new BackupFailed(`${resolve(file)} is there already: a backup never replaces another`)
  if (!databaseUrl && !hasEmbedded(dataDir)) throw new BackupFailed(`there is no database in ${resolve(dataDir)}`)
  await wholeFile(resolve(file), async (half) => {
    if (!databaseUrl) return writeFileSync(half, await dumpEmbedded(dataDir), { mode: 0o600 })
    writeFileSync(half, "", { mode: 0o600 })
    const of = snapshot ? [`--snapshot=${snapshot}`] : []
    await runPostgres("pg_dump", databaseUrl, [
      "--format=custom",
      "--no-owner",
      "--no-privileges",
      `--file=${half}`,
      ...of,
    ])
  })
}

/** Fills an empty database from such a file, as a whole or not at all. */
export async function restore({ databaseUrl, dataDir }: Place, file: string): Promise<void> {
  const kind = kindOf(file)
  if (kind !== (databaseUrl ? "postgresql" : "embedded"))
    throw new BackupFailed(
      `${resolve(file)} is ${described[kind]}, and the settings name ${databaseUrl ? "a PostgreSQL" : "an embedded database"}`,
    )
  if (!databaseUrl) {
    if (hasEmbedded(dataDir))
      throw new BackupFailed(`${resolve(dataDir)} holds a database already: name an empty folder by DATA_DIR`)
    return restoreEmbedded(dataDir, file)
  }
  if (!(await isEmpty(databaseUrl)))
    throw new BackupFailed("the database of DATABASE_URL is not empty: name an empty one")
  const whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
  await runPostgres("pg_restore", databaseUrl, [...whole, resolve(file)])
}

async function isEmpty(url: string): Promise<boolean> {
  const { db, close } = connect(url, 1)
  try {
    const [row] = await db.execute<{ tables: number }>(
      sql`select count(*)::int as tables from information_schema.tables where table_schema in ('public', 'drizzle')`,
    )
    return row?.tables === 0
  } finally {
    await close()
  }
}

const described = {
  postgresql: "a dump of a PostgreSQL",
  embedded: "a dump of an embedded database",
  other: "no backup of Laurel",
}

function kindOf(file: string): keyof typeof described {
  if (!existsSync(file)) throw new BackupFailed(`${resolve(file)} does not exist`)
  const opened = openSync(file, "r")
  const head = Buffer.alloc(5)
  readSync(opened, head)
  closeSync(opened)
  if (head.toString("latin1") === "PGDMP") return "postgresql"
  return head[0] === 0x1f && head[1] === 0x8b ? "embedded" : "other"
}
