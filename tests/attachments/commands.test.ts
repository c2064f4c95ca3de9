import { readdirSync, utimesSync } from "node:fs"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { Hono } from "hono"
import { expect, test } from "vitest"
import { transact } from "#db/db.ts"
import { files } from "#db/schema/index.ts"
import { fileKinds } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { secureHeaders } from "#http/security.ts"
import { ok, refuse } from "#lib/result.ts"
import { removeFile, saveUpload, sweepStore } from "../../src/attachments/commands.ts"
import { serveFile } from "../../src/attachments/pages.ts"
import { findStored, storedFiles } from "../../src/attachments/queries.ts"
import { scopeOf, seededRandom } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { docx, makeStore, pdf, png } from "../support/uploads.ts"

const { db } = await freshDatabase()
const store = makeStore(2 ** 20)
const keep = { store, random: seededRandom() }
const now = new Date("2026-05-01T00:00:00Z")
const scope = scopeOf(db, { kind: "public" }, now)
const limits = { kinds: fileKinds, most: 3, standing: 0 }

const upload = (bytes: Uint8Array<ArrayBuffer>, name: string) => new File([bytes], name, { type: "text/html" })
const save = (file: File, more: Partial<typeof limits> = {}) =>
  transact(scope, (inner) => saveUpload(inner, keep, file, { ...limits, ...more }))
const saved = async (file: File) => {
  const row = await save(file)
  if (!row.ok) throw new Error(row.refusal.code)
  return row.value
}
const keysOnDisk = () =>
  readdirSync(store.folder, { recursive: true, encoding: "utf8" }).flatMap((name) => name.split(/[\\/]/)[1] ?? [])

test("a file is kept with what its content is, under a token of 128 bits", async () => {
  const row = await saved(upload(pdf(), "说明.exe"))
  expect(row).toMatchObject({ kind: "pdf", name: "说明.pdf", bytes: pdf().length, uploadedBy: null, at: now })
  expect(Buffer.from(row.token, "base64url")).toHaveLength(16)
  expect(await findStored(scope, row.token)).toEqual(row)
  expect(await findStored(scope, `${row.token}x`)).toBeUndefined()
})

const refusals: [string, () => Promise<{ ok: boolean; refusal?: unknown }>, object][] = [
  ["too many", () => save(upload(pdf(), "a.pdf"), { standing: 3 }), { code: "too_many_files", max: 3 }],
  ["too large", () => save(upload(new Uint8Array(2 ** 20 + 1), "a.pdf")), { code: "file_too_large", max: 1 }],
  ["nothing that is taken", () => save(upload(new Uint8Array(9), "a.pdf")), { code: "file_kind" }],
  [
    "a kind that is not wanted here",
    () => save(upload(pdf(), "a.png"), { kinds: ["png"] as never }),
    { code: "file_kind" },
  ],
]
test.each(refusals)("%s is refused, and nothing of it stays", async (_, attempt, refusal) => {
  const before = keysOnDisk().length
  expect(await attempt()).toEqual({ ok: false, refusal })
  expect(keysOnDisk()).toHaveLength(before)
})

test("what a failed transaction left behind goes after a day, and what is removed a day later; the rest stays", async () => {
  const [stays, goes] = [await saved(upload(png(), "a.png")), await saved(upload(docx(), "b.docx"))]
  const failed = await transact(scope, async (inner) => {
    await saveUpload(inner, keep, upload(pdf(), "c.pdf"), limits)
    return refuse({ code: "stale" })
  })
  expect(failed.ok).toBe(false)
  await transact(scope, async (inner) => ok(await removeFile(inner, goes.id)))
  expect(await findStored(scope, goes.token)).toBeUndefined()
  expect((await storedFiles(scope, [goes.id, stays.id])).map(({ id }) => id)).toEqual([stays.id])
  const rows = await db.$count(files)
  const onDisk = keysOnDisk()
  expect(onDisk).toHaveLength(rows + 1)
  for (const key of onDisk) utimesSync(join(store.folder, key.slice(0, 2), key), now, now)
  const at = (hours: number) => ({ ...scope, now: new Date(now.getTime() + hours * 3_600_000) })
  expect(await sweepStore(at(23), store)).toBe(0)
  expect(await sweepStore(at(25), store)).toBe(2)
  expect(await sweepStore(at(26), store)).toBe(0)
  const left = await db.select({ key: files.storedKey }).from(files)
  expect(keysOnDisk().sort()).toEqual(left.flatMap(({ key }) => key ?? []).sort())
  const [row] = await db.select().from(files).where(eq(files.id, goes.id))
  expect([row?.storedKey, row?.sha256]).toEqual([null, goes.sha256])
})

/** An app that serves one file to anybody, as the route of an owner would. */
const serving = (row: Parameters<typeof serveFile>[1]) =>
  new Hono<Env>().use(secureHeaders()).get("/", async (c) => {
    c.set("files", store)
    return serveFile(c as C, row)
  })

test("a file is served so that nothing in it runs, nobody keeps it, and its name survives", async () => {
  const row = await saved(upload(pdf(), `"先进 事迹' (1).pdf`))
  const answer = await serving(row).request("/")
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf())
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-length": String(pdf().length),
    "content-disposition":
      "attachment; filename=\"__ __' (1).pdf\"; filename*=UTF-8''%E5%85%88%E8%BF%9B%20%E4%BA%8B%E8%BF%B9%27%20%281%29.pdf",
    "content-security-policy": expect.stringContaining("sandbox"),
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  })
  const picture = await saved(upload(png(), "a.png"))
  expect((await serving(picture).request("/?show")).headers.get("content-disposition")).toMatch(/^inline; /)
  expect((await serving(row).request("/?show")).headers.get("content-disposition")).toMatch(/^attachment; /)
  const head = await serving(row).request("/", { method: "HEAD" })
  expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0])
  const document = await saved(upload(docx(), "a.docx"))
  expect((await serving(document).request("/?show")).headers.get("content-disposition")).toMatch(/^attachment; /)
})
