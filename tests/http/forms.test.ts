import { Hono } from "hono"
import { expect, test } from "vitest"
import { z } from "zod"
import type { Env } from "#http/env.ts"
import * as forms from "#http/forms.ts"
import { translator } from "#i18n/translate.ts"

/** Reads a body by one field called `username` (its label exists) and gives the value, or the problem in words. */
async function read(field: z.ZodType, body: string, strict = false): Promise<unknown> {
  const app = new Hono<Env>().post("/", async (c) => {
    c.set("view", { t: translator("en") } as Env["Variables"]["view"])
    const schema = z.object({ username: field })
    const form = await forms.readForm(c, strict ? schema.strict() : schema, "accounts.fields")
    if (!form.ok) return c.json({ problems: form.problems, typed: form.typed })
    const { username } = form.value as { username: unknown }
    return c.json({ value: username instanceof Date ? username.toISOString() : username })
  })
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  const answer = await app.request("/", { method: "POST", body, headers })
  const { value, problems } = (await answer.json()) as { value?: unknown; problems?: forms.Problem[] }
  return problems ? problems.map(({ field: name, message }) => (name ? message : `form: ${message}`)).join("; ") : value
}

const astral = encodeURIComponent("𠮷".repeat(5))
const words = ["a", "b"] as const

const cases: [string, z.ZodType, string, unknown][] = [
  ["a line is trimmed", forms.line(5), "username=+ab+", "ab"],
  ["an empty line is missing", forms.line(5), "username=+", "Enter user name"],
  ["an absent line is missing", forms.line(5), "", "Enter user name"],
  ["a line has a limit", forms.line(5), "username=abcdef", "User name must be 5 characters or fewer"],
  ["rare characters count as one each", forms.line(5), `username=${astral}`, "𠮷".repeat(5)],
  ["and six are one too many", forms.line(5), `username=${astral}a`, "User name must be 5 characters or fewer"],
  ["a line sent twice is refused", forms.line(5), "username=a&username=b", "User name was sent more than once"],
  ["an optional line may be empty", forms.optionalLine(5), "username=", ""],
  ["or absent", forms.optionalLine(5), "", ""],
  ["but not long", forms.optionalLine(5), "username=abcdef", "User name must be 5 characters or fewer"],
  ["nor sent twice", forms.optionalLine(5), "username=&username=", "User name was sent more than once"],
  ["a day", forms.day(), "username=2024-02-29", "2024-02-29"],
  ["a day that does not exist", forms.day(), "username=2026-02-29", "User name must be a date such as 2026-05-01"],
  ["no day", forms.day(), "username=", "Enter user name"],
  ["a day in other order", forms.day(), "username=01.05.2026", "User name must be a date such as 2026-05-01"],
  ["a minute is local", forms.minute(), "username=2026-05-01+14:30", "2026-05-01T06:30:00.000Z"],
  ["as browsers send it", forms.minute(), "username=2026-05-01T14:30", "2026-05-01T06:30:00.000Z"],
  [
    "a minute that does not exist",
    forms.minute(),
    "username=2026-05-01+24:00",
    "User name must be a date such as 2026-05-01",
  ],
  ["a whole number", forms.whole(0, 10), "username=10", 10],
  ["zero is a number", forms.whole(0, 10), "username=0", 0],
  ["empty is not zero", forms.whole(0, 10), "username=", "Enter user name"],
  ["too many", forms.whole(0, 10), "username=11", "User name must be 10 or less"],
  ["too few", forms.whole(1, 10), "username=0", "User name must be 1 or more"],
  ["a fraction", forms.whole(0, 10), "username=1.5", "User name must be a whole number"],
  ["an exponent", forms.whole(0, 10), "username=1e1", "User name must be a whole number"],
  ["a hexadecimal", forms.whole(0, 10), "username=0x1", "User name must be a whole number"],
  ["more figures than a number holds", forms.whole(0, 10), "username=99999999999", "User name must be a whole number"],
  ["two numbers", forms.whole(0, 10), "username=1&username=2", "User name was sent more than once"],
  ["an optional number", forms.optionalWhole(0, 10), "username=7", 7],
  ["an empty one is nothing, not zero", forms.optionalWhole(0, 10), "username=", null],
  ["an absent one too", forms.optionalWhole(0, 10), "", null],
  ["a wrong one is not nothing", forms.optionalWhole(0, 10), "username=x", "User name must be a whole number"],
  ["one too large is not nothing", forms.optionalWhole(0, 10), "username=11", "User name must be 10 or less"],
  ["two are refused", forms.optionalWhole(0, 10), "username=1&username=2", "User name was sent more than once"],
  ["a choice", forms.choice(words), "username=b", "b"],
  ["no choice", forms.choice(words), "username=", "Choose user name from the list"],
  ["another choice", forms.choice(words), "username=c", "Choose user name from the list"],
  ["two choices", forms.choice(words), "username=a&username=b", "Choose user name from the list"],
  ["an optional choice", forms.optionalChoice(words), "username=", null],
  ["a wrong optional choice", forms.optionalChoice(words), "username=c", "Choose user name from the list"],
  ["a box ticked", forms.ticked(), "username=yes", true],
  ["a box not ticked", forms.ticked(), "", false],
  ["a box with another value", forms.ticked(), "username=on", "Choose user name from the list"],
  ["no boxes", forms.several(), "", []],
  ["one box", forms.several(), "username=a", ["a"]],
  ["two boxes", forms.several(), "username=a&username=b", ["a", "b"]],
  ["a version", forms.seenVersion(), "username=3", 3],
  ["no version", forms.seenVersion(), "username=", "Enter user name"],
]

test.each(cases)("%s", async (_, field, body, wanted) => expect(await read(field, body)).toEqual(wanted))

test("a field that the form does not have is refused by a strict form", async () => {
  expect(await read(forms.line(5), "username=a&role=administrator", true)).toBe("form: Check what you filled in.")
  expect(await read(forms.line(5), "username=a&role=administrator")).toBe("a")
})

test("a field named after a member of every object is only a field", async () => {
  expect(await read(forms.line(5), "username=a&__proto__=x&constructor=y", true)).toBe(
    "form: Check what you filled in.",
  )
})
