import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { saveUpload } from "#attachments/commands.ts"
import { makeCheckpoint } from "#audit/checkpoints.ts"
import { connect } from "#db/connect.ts"
import { transact } from "#db/db.ts"
import { startEmbedded } from "#db/embedded.ts"
import { openDatabase } from "#db/open.ts"
import { storeOnDisk } from "#files/store-on-disk.ts"
import { configFrom } from "#main/config.ts"
import { keysOf } from "#main/keys.ts"
import { backUp, restore } from "../../src/scripts/backup/copies.ts"
import { drill } from "../../src/scripts/backup/drill.ts"
import { demoConfig } from "../../src/scripts/demo/settings.ts"
import { scopeOf, seededRandom } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { makeEntry, makeEvent, makePanel } from "../support/events.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { pdf } from "../support/uploads.ts"

const folder = mkdtempSync(join(tmpdir(), "laurel-drill-test-"))
afterAll(() => rmSync(folder, { recursive: true }))
const LAUREL_KEY = Buffer.alloc(32, 7).toString("base64")

/** A federation with a contest, marks, a stored file, and a trail with a checkpoint, under the key of the tests. */
async function source() {
  const url = onPostgres() ? (await freshDatabase()).url : undefined
  const config = configFrom({ DATA_DIR: mkdtempSync(join(folder, "source-")), DATABASE_URL: url, LAUREL_KEY })
  const { db, close } = await openDatabase(config)
  const city = await makeUnit(db, "江城市总工会")
  await makeOfficer(db, city, "administrator")
  const made = await makeEvent(db, city, { slug: "drill" })
  await makeEntry(db, made, city, await makePanel(db, made), {
    code: "A01",
    name: "周敏",
    practice: ["80.5", "81", "82"],
  })
  const scope = scopeOf(db, { kind: "system", name: "test" })
  const keep = { store: storeOnDisk(config.filesDir, config.fileLimit), random: seededRandom() }
  const limits = { kinds: ["pdf"], most: 1, standing: 0 } as const
  await transact(scope, (inner) => saveUpload(inner, keep, new File([pdf()], "a.pdf"), limits))
  await makeCheckpoint(scope)
  await close()
  return config
}

/** The address of a database without any table. */
async function emptyDatabase(): Promise<string> {
  const { db, url } = await freshDatabase()
  await db.execute(sql.raw("drop schema drizzle cascade"))
  await db.execute(sql.raw("drop schema public cascade"))
  await db.execute(sql.raw("create schema public"))
  return url
}

const differing = (lines: readonly { what: string; same: boolean }[]) =>
  lines.filter(({ same }) => !same).map(({ what }) => what)

test("a drill finds the restored copy the same in every table, its trail whole and its pages served", async () => {
  const config = await source()
  const { lines, rpo, rto } = await drill(config)
  expect(differing(lines)).toEqual([])
  expect(lines.length).toBeGreaterThan(25)
  expect(lines.find(({ what }) => what === "sum of marks")?.copy).toBe("3 marks, sum 243.5")
  const stored = `1 files, ${pdf().length} bytes, 0 missing or altered`
  expect(lines.find(({ what }) => what === "stored files")?.copy).toBe(stored)
  expect(lines.find(({ what }) => what === "audit trail")?.copy).toBe("1 entries, 1 chains: nothing changed")
  expect([rpo > 0, rto > 0]).toEqual([true, true])
  expect(keysOf(config).current).toMatch(/^[0-9a-f]{8}$/)
}, 120_000)

test("a drill finds a row that was lost on the way, a file and an entry of the trail that was altered", async () => {
  const { lines } = await drill(await source(), async ({ databaseUrl, dataDir, filesDir }) => {
    const { db, close } = databaseUrl ? connect(databaseUrl, 1) : await startEmbedded({ folder: dataDir })
    await db.execute(sql.raw("delete from marks where value = '81'"))
    await db.execute(sql.raw("alter table audit_entries disable trigger user"))
    await db.execute(sql.raw("update audit_entries set action = 'unit.change'"))
    await close()
    const [key = ""] = readdirSync(filesDir, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 2)
    writeFileSync(join(filesDir, key), pdf().fill(65, -3))
  })
  expect(differing(lines)).toEqual(["audit_entries", "marks", "sum of marks", "stored files", "audit trail"])
}, 120_000)

test("a copy has its files where they are looked for, and a restore overwrites no file that stands there", async () => {
  const config = await source()
  const file = join(folder, "with-files")
  await backUp(config, file)
  expect(existsSync(`${file}.files`)).toBe(true)
  const empty = onPostgres() ? await emptyDatabase() : undefined
  const elsewhere = { ...config, dataDir: join(folder, "elsewhere"), databaseUrl: empty }
  await expect(restore(elsewhere, file)).rejects.toThrow("holds files already")
  rmSync(file)
  await expect(backUp(config, file)).rejects.toThrow("a backup never replaces another")
}, 120_000)

test("a backup replaces no file, and a restore fills no database that has something in it", async () => {
  const config = await source()
  const file = join(folder, "once")
  await backUp(config, file)
  await expect(backUp(config, file)).rejects.toThrow("a backup never replaces another")
  await expect(restore(config, file)).rejects.toThrow(onPostgres() ? "is not empty" : "holds a database already")
  await expect(restore(config, join(folder, "nothing"))).rejects.toThrow("does not exist")
  const other = join(folder, "other")
  writeFileSync(other, "other")
  await expect(restore(config, other)).rejects.toThrow("is no backup of Laurel")
  expect(readdirSync(folder).filter((name) => name.endsWith(".half"))).toEqual([])
  expect(readFileSync(file).length).toBeGreaterThan(10_000)
}, 120_000)

test("where there is no database yet, none is made to rehearse on", async () => {
  const empty = mkdtempSync(join(folder, "empty-"))
  await expect(drill(configFrom({ DATA_DIR: empty, LAUREL_KEY }))).rejects.toThrow(`there is no database in ${empty}`)
  expect(readdirSync(empty)).toEqual([])
})

test("the demo's stored files lie in the folder of the demo", () => {
  const { dataDir, filesDir } = demoConfig({ DATA_DIR: folder })
  expect([dataDir, filesDir]).toEqual([join(folder, "demo"), join(folder, "demo", "files")])
  expect(demoConfig({ DATA_DIR: folder, FILES_DIR: "/elsewhere" }).filesDir).toBe("/elsewhere")
})
