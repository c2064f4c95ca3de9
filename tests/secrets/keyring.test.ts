import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import { keyInFile, newKey } from "#secrets/key-file.ts"
import { KeyWrong, keyringOf } from "#secrets/keyring.ts"

const [older, newer] = [newKey(), newKey()]
const before = keyringOf([older])
const after = keyringOf([newer, older])

test("any text that is sealed opens again, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const sealed = before.seal("phone", text)
      expect(before.open("phone", sealed)).toBe(text)
      expect(before.seal("phone", text)).not.toBe(sealed)
    }),
  )
})

test("a sealed text with any bit changed, or of another purpose, does not open", () => {
  const sealed = before.seal("identity_number", "11010519491231002X")
  const [version, id, body = ""] = sealed.split(".")
  const bytes = Buffer.from(body, "base64url")
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(() => before.open("identity_number", `${version}.${id}.${changed.toString("base64url")}`)).toThrow()
  }
  expect(() => before.open("phone", sealed)).toThrow()
})

test("after a rotation the old key still opens, finds and checks what it made", () => {
  const sealed = before.seal("phone", "13800000000")
  expect(after.open("phone", sealed)).toBe("13800000000")
  expect(after.lookups("phone", "13800000000")).toEqual([
    after.lookup("phone", "13800000000"),
    before.lookup("phone", "13800000000"),
  ])
  expect(after.mac("entry", before.current)).toBe(before.mac("entry"))
  expect(after.mac("entry")).not.toBe(before.mac("entry"))
  expect(after.seal("phone", "1").split(".")[1]).toBe(after.current)
})

test("without its key nothing opens, and the message names the key and no secret", () => {
  const sealed = after.seal("phone", "13800000000")
  expect(() => before.open("phone", sealed)).toThrow(new KeyWrong(`the key ${after.current} is missing`))
})

test("one purpose's hash is not another's", () => {
  expect(before.lookup("phone", "1")).not.toBe(before.lookup("identity_number", "1"))
})

test.each(["", "abc", randomBytes(31).toString("base64"), randomBytes(33).toString("base64")])(
  "a key of another length is refused: %s",
  (key) => {
    expect(() => keyringOf([key])).toThrow(KeyWrong)
  },
)

test("the key of a folder is made once and can be read by its owner alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-key-"))
  const made = keyInFile(join(folder, "deep", "key"))
  expect(keyInFile(join(folder, "deep", "key"))).toBe(made)
  expect(statSync(join(folder, "deep", "key")).mode & 0o777).toBe(0o600)
  expect(Buffer.from(made, "base64")).toHaveLength(32)
  rmSync(folder, { recursive: true })
})
