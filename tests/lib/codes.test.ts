import fc from "fast-check"
import { expect, test } from "vitest"
import { codeFrom, hex, typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { isUuid, uuidv7 } from "#lib/uuid.ts"

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

test("a code stands in groups of four and holds no letter that is taken for another", () => {
  expect(codeFrom(new Uint8Array(24).map((_, at) => at))).toBe("2345-6789-ABCD")
  fc.assert(
    fc.property(bytes(64), (random) => {
      const code = codeFrom(random, 8)
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
      expect(typedCode(` ${code.toLowerCase().replace("-", " – ")}\n`)).toBe(code.replace("-", ""))
    }),
  )
})

test("every letter of a code is as likely as any other", () => {
  const all = Uint8Array.from({ length: 256 }, (_, at) => at)
  const counts = new Map<string, number>()
  for (const letter of codeFrom(all, 240).replaceAll("-", "")) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect([...counts.values()]).toEqual(Array.from({ length: 30 }, () => 8))
})

test("too little chance is an error, never a shorter code", () => {
  expect(() => codeFrom(new Uint8Array(11))).toThrow("too few random bytes")
  expect(() => codeFrom(new Uint8Array(24).fill(255))).toThrow("too few random bytes")
})

test("full-width letters are the same code", () => expect(typedCode("２３ａｂ－ＣＤ")).toBe("23ABCD"))

test("bytes and hashes are written in hex", () => {
  expect(hex(Uint8Array.of(0, 15, 255))).toBe("000fff")
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
})

const instants = fc.date({ min: new Date(0), max: new Date("9999-01-01T00:00:00Z"), noInvalidDate: true })

test("an id is a UUID of version 7 and holds its time", () => {
  fc.assert(
    fc.property(instants, bytes(10), (now, random) => {
      const id = uuidv7(now, random)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(isUuid(id)).toBe(true)
      expect(Number.parseInt(id.slice(0, 13).replace("-", ""), 16)).toBe(now.getTime())
    }),
  )
})

test("ids sort by when they were made", () => {
  fc.assert(
    fc.property(instants, instants, bytes(10), bytes(10), (a, b, x, y) => {
      fc.pre(a.getTime() !== b.getTime())
      expect(uuidv7(a, x) < uuidv7(b, y)).toBe(a < b)
    }),
  )
})

test.each(["", "x", "018f0000-0000-7000-8000-00000000000", "018F0000-0000-7000-8000-000000000000 "])(
  "%j is no UUID",
  (text) => expect(isUuid(text)).toBe(false),
)
