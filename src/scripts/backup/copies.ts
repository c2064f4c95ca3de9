import { closeSync, existsSync, openSync, readSync, rmSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { sql } from "drizzle-orm"
import { connect } from "#db/connect.ts"
import { dumpEmbedded, hasEmbedded, restoreEmbedded } from "#db/embedded-dump.ts"
import { wholeFile } from "#files/whole-file.ts"
import { BackupFailed, runPostgres } from "./postgres.ts"
import { copyFiles, filesOf, hasFiles } from "./stored-files.ts"

/** A database (the PostgreSQL of an address, or the embedded one of a folder) and the folder of the stored files. */
export type Place = { readonly databaseUrl: string | undefined; readonly dataDir: string; readonly filesDir: string }

/**
 * Writes the whole database into one new file, of a snapshot of a PostgreSQL where one is given, and the stored files
 * into a folder beside it. The database is first: bytes go a day after their row says so, so none that it names is gone.
 */
export async function backUp({ databaseUrl, dataDir, filesDir }: Place, file: string, snapshot?: string) {
  const taken = [file, filesOf(file)].find((path) => existsSync(path))
  if (taken) throw new BackupFailed(`${resolve(taken)} is there already: a backup never replaces another`)
  refuseAbsent({ databaseUrl, dataDir })
  await wholeFile(resolve(file), async (half) => {
    writeFileSync(half, databaseUrl ? "" : await dumpEmbedded(dataDir), { mode: 0o600 })
    if (databaseUrl) await dump(databaseUrl, half, snapshot)
    if (hasFiles(filesDir)) await copyFiles(filesDir, filesOf(resolve(file)))
  })
}

/** Opening an embedded database would make one: whoever only wants to look asks first. */
export function refuseAbsent({ databaseUrl, dataDir }: Omit<Place, "filesDir">): void {
  if (!databaseUrl && !hasEmbedded(dataDir)) throw new BackupFailed(`there is no database in ${resolve(dataDir)}`)
}

const dump = (url: string, file: string, snapshot: string | undefined) =>
  runPostgres("pg_dump", url, [
    ...["--format=custom", "--no-owner", "--no-privileges", `--file=${file}`],
    ...(snapshot ? [`--snapshot=${snapshot}`] : []),
  ])

/** Fills an empty database and an empty folder of files from a backup, as a whole or not at all. */
export async function restore(place: Place, file: string): Promise<void> {
  const { databaseUrl, dataDir, filesDir } = place
  const kind = kindOf(file)
  if (kind !== (databaseUrl ? "postgresql" : "embedded"))
    throw new BackupFailed(
      `${resolve(file)} is ${described[kind]}, and the settings name ${databaseUrl ? "a PostgreSQL" : "an embedded database"}`,
    )
  await refuseFilled(place)
  if (existsSync(filesOf(file))) await copyFiles(filesOf(resolve(file)), filesDir)
  try {
    const whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    if (databaseUrl) await runPostgres("pg_restore", databaseUrl, [...whole, resolve(file)])
    else await restoreEmbedded(dataDir, file)
  } catch (error) {
    rmSync(filesDir, { recursive: true, force: true })
    throw error
  }
}

async function refuseFilled({ databaseUrl, dataDir, filesDir }: Place): Promise<void> {
  if (!databaseUrl && hasEmbedded(dataDir))
    throw new BackupFailed(`${resolve(dataDir)} holds a database already: name an empty folder by DATA_DIR`)
  if (databaseUrl && !(await isEmpty(databaseUrl)))
    throw new BackupFailed("the database of DATABASE_URL is not empty: name an empty one")
  if (hasFiles(filesDir))
    throw new BackupFailed(`${resolve(filesDir)} holds files already: name an empty folder by FILES_DIR`)
  rmSync(filesDir, { recursive: true, force: true })
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
