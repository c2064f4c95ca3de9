import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { revisionOf } from "#db/revision.ts"
import { codingIn } from "#http/encoding.ts"
import { keepingOf } from "#http/keeping.ts"
import { encode } from "#main/encode.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const clock = () => new Date("2026-05-01T08:00:00Z")
const { app } = testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock), true, encode), encode })

const asked = (path: string, takes: string, seen = "") =>
  app.request(path, { headers: { "Accept-Encoding": takes, "If-None-Match": seen } })

test.each([
  ["gzip, deflate, br, zstd", 5_000, "br"],
  ["gzip, deflate", 5_000, "gzip"],
  ["GZIP;q=1.0, br;q=0", 5_000, "gzip"],
  ["br ; q=0.000", 5_000, undefined],
  ["identity", 5_000, undefined],
  ["abroad", 5_000, undefined],
  [undefined, 5_000, undefined],
  ["gzip, br", 999, undefined],
])("of %s for %i bytes %s is chosen", (takes, length, coding) => {
  expect(codingIn(takes, length)).toBe(coding)
})

test.each(["/", "/static/css/base.css"])("%s comes packed to whoever takes it so, the same each time", async (path) => {
  const plain = await asked(path, "identity")
  const text = await plain.text()
  expect([plain.headers.get("Content-Encoding"), plain.headers.get("Vary")]).toEqual([
    null,
    "Cookie, Sec-Fetch-Site, Origin, Accept-Encoding",
  ])
  for (const [coding, open] of [["br", brotliDecompressSync] as const, ["gzip", gunzipSync] as const])
    for (const _ of [1, 2]) {
      const answer = await asked(path, coding)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get("Content-Encoding")).toBe(coding)
      expect(open(bytes).toString()).toBe(text)
      expect(bytes.length).toBeLessThan(text.length / 2)
    }
})

test("a packed page carries a weak tag, and its tag and the strong one both say that it is known", async () => {
  const [plain, packed] = [await asked("/", "identity"), await asked("/", "br")]
  const tag = plain.headers.get("ETag") ?? ""
  expect(packed.headers.get("ETag")).toBe(`W/${tag}`)
  expect(packed.headers.get("Content-Length")).toBe(`${(await packed.arrayBuffer()).byteLength}`)
  for (const seen of [tag, `W/${tag}`]) expect((await asked("/", "br", seen)).status).toBe(304)
})
