import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { FileTooLarge } from "#files/store.ts"
import { makeStore } from "../support/uploads.ts"

const store = makeStore(1_000)
const keyOf = (digit: string) => digit.repeat(32)
const stream = (...parts: string[]) => new Blob(parts).stream()
const textOf = async (key: string) => {
  const body = await store.open(key)
  return body && new Response(body).text()
}
const names = () => readdirSync(store.folder, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 2)

test("a file comes back as it was put, with its size and hash", async () => {
  const stored = await store.put(keyOf("a"), stream("工会", "!"))
  expect(stored).toEqual({ bytes: 7, sha256: createHash("sha256").update("工会!").digest("hex") })
  expect(await textOf(keyOf("a"))).toBe("工会!")
})

test("a file that is too large, that breaks off, or whose key is taken leaves nothing behind", async () => {
  let pulled = 0
  const breaking = new ReadableStream<Uint8Array>({
    pull: (to) => (pulled++ === 0 ? to.enqueue(new Uint8Array(4)) : to.error(new Error("gone"))),
  })
  await expect(store.put(keyOf("b"), stream("x".repeat(1_001)))).rejects.toThrow(FileTooLarge)
  await expect(store.put(keyOf("c"), breaking)).rejects.toThrow("gone")
  expect(await textOf(keyOf("b"))).toBeUndefined()
  expect(names()).toEqual([join("aa", keyOf("a"))])
})

test("what is removed is gone, and removing it again is harmless", async () => {
  await store.put(keyOf("d"), stream("x"))
  await store.remove(keyOf("d"))
  await store.remove(keyOf("d"))
  expect(await textOf(keyOf("d"))).toBeUndefined()
})

test("a key that is no key names no path", async () => {
  expect(() => store.open("../../etc/passwd")).toThrow("32 hex digits")
  expect(() => store.put("A".repeat(32), stream("x"))).toThrow("32 hex digits")
})

test("keys from before an instant are listed, halves among them, and nothing else", async () => {
  const old = new Date("2026-01-01T00:00:00Z")
  await store.put(keyOf("e"), stream("x"))
  mkdirSync(join(store.folder, "ff"), { recursive: true })
  for (const name of [`${keyOf("f")}.half`, "notes.txt"]) {
    writeFileSync(join(store.folder, "ff", name), "x")
    utimesSync(join(store.folder, "ff", name), old, old)
  }
  const found: string[] = []
  for await (const key of store.before(new Date("2026-02-01T00:00:00Z"))) found.push(key)
  expect(found).toEqual([keyOf("f")])
  await store.remove(keyOf("f"))
  expect(names()).not.toContain(join("ff", `${keyOf("f")}.half`))
  const none: string[] = []
  for await (const key of makeStore().before(new Date())) none.push(key)
  expect(none).toEqual([])
})
