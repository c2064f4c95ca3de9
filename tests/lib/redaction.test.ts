import fc from "fast-check"
import { expect, test } from "vitest"
import { redactFacts, redactText } from "#lib/redaction.ts"

const identity = "11010519491231002X"

test.each([
  [`name ${identity}.`, "name [identity]."],
  ["440524188001010014,440524188001010014", "[identity],[identity]"],
  ["call 13800138000", "call [phone]"],
  ["+86 138-0013-8000", "[phone]"],
  ['"mobile":"8613800138000"', '"mobile":"[phone]"'],
  ["at 1763731000000", "at 1763731000000"],
  ["019aa5b2-7f3e-7a10-8123-138001380001", "019aa5b2-7f3e-7a10-8123-138001380001"],
  ["1795255156446 and 2026-11-21T05:23:00.000Z", "1795255156446 and 2026-11-21T05:23:00.000Z"],
])("%s is logged as %s", (text, logged) => expect(redactText(text)).toBe(logged))

test("what stands under a secret's name is not logged, at any depth", () => {
  const facts = { route: "/", headers: [{ Cookie: "sid=1", Authorization: "Bearer x" }], form: { newPassword: "x" } }
  expect(redactFacts(facts)).toEqual({
    route: "/",
    headers: [{ Cookie: "[redacted]", Authorization: "[redacted]" }],
    form: { newPassword: "[redacted]" },
  })
})

test("no identity or phone number survives, whatever stands around it", () => {
  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(""))
  const around = fc.string().filter((text) => !/[\dA-Za-z]/.test(text))
  fc.assert(
    fc.property(around, digits(17), digits(9), around, (before, seventeen, nine, after) => {
      expect(redactText(`${before}${seventeen}X${after}`)).not.toContain(seventeen)
      expect(redactText(`${before}13${nine}${after}`)).not.toContain(nine)
    }),
  )
})
