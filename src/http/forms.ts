import { z } from "zod"
import { refusalKey } from "#i18n/translate.ts"
import { isDay, minuteToDate } from "#lib/dates.ts"
import type { Refusal } from "#lib/result.ts"
import { unseenSigns } from "#lib/sheet.ts"
import type { C } from "./env.ts"

/** Something wrong with one field, in words; `field` is empty when it concerns the whole form. */
export type Problem = { readonly field: string; readonly message: string }

/** What was typed, field by field, so that a form that cannot be read comes back with nothing lost. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

export type FormRead<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed }
  | { readonly ok: false; readonly typed: Typed; readonly problems: Problem[] }

/** Reads a form by a strict schema made of the fields below; labels are texts at `<labels>.<field>`. */
export async function readForm<S extends z.ZodType>(c: C, schema: S, labels: string): Promise<FormRead<z.output<S>>> {
  const typed = await typedOf(c)
  const read = schema.safeParse(typed)
  if (read.success) return { ok: true, value: read.data, typed }
  return {
    ok: false,
    typed,
    problems: onePerField(read.error.issues.map((issue) => problemOf(c, innermost(issue), labels))),
  }
}

/** What is empty is also no date and no number: the first problem of a field is the one to say. */
const onePerField = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ field }, at) => problems.findIndex((other) => other.field === field) === at)

/** An optional field is "empty, or else …": the problem is with the last of the two. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const inner = issue.code === "invalid_union" ? issue.errors.at(-1)?.[0] : undefined
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue
}

/** Every field of the body as typed; a field sent several times is a list, and only a list field accepts one. */
export async function typedOf(c: C): Promise<Typed> {
  const typed: Record<string, string | string[]> = Object.create(null)
  for (const [name, values] of Object.entries(await bodyOf(c))) {
    const texts = [values].flat().filter((value) => typeof value === "string")
    if (texts.length > 0) typed[name] = texts.length === 1 ? (texts[0] as string) : texts
  }
  return { ...typed }
}

/** The fields of the body, files among them; what calls itself a form and cannot be read as one holds no field. */
export async function bodyOf(c: C): Promise<Record<string, string | File | (string | File)[]>> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    // A body that is too large throws while it is read, and has an answer of its own.
    if (error instanceof TypeError) return {}
    throw error
  }
}

/** The file of a field, unless it is absent, empty, or not a file. */
export async function fileOf(c: C, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const file = [(await bodyOf(c))[name]].flat()[0]
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
}

function problemOf(c: C, issue: z.core.$ZodIssue, labels: string): Problem {
  const { t } = c.var.view
  const unknown = issue.code === "unrecognized_keys" || issue.path.length === 0
  if (unknown) return { field: "", message: t("common.refused.invalid") }
  const field = String(issue.path[0])
  const { params, ...own } = issue as { maximum?: unknown; minimum?: unknown; params?: object }
  const facts = { ...own, ...params }
  const code =
    issue.message in problemCodes ? issue.message : issue.code === "invalid_type" ? "required" : "not_a_choice"
  return {
    field,
    message: t(`common.problem.${code}`, { label: t(labelOf(labels, field)), max: facts.maximum, min: facts.minimum }),
  }
}

/** One of several fields of a kind, such as `seats-3`, is called as the kind is. */
const labelOf = (labels: string, field: string): string => `${labels}.${field.split("-")[0]}`

const problemCodes: Readonly<Record<string, true>> = {
  required: true,
  too_long: true,
  too_short: true,
  not_a_date: true,
  not_a_number: true,
  not_a_decimal: true,
  not_a_whole_number: true,
  too_small: true,
  too_big: true,
  not_a_choice: true,
  repeated: true,
  not_a_slug: true,
  not_a_code: true,
  control_sign: true,
}

/** A refusal of a command as a problem of the form, beside the field it names, if it names one. */
export function problemFrom(c: C, refusal: Refusal): Problem {
  const { code, field, ...facts } = refusal
  return { field: typeof field === "string" ? field : "", message: c.var.view.t(refusalKey(code), facts) }
}

/** PostgreSQL keeps no NUL in a text, and nobody types one. */
const single = z
  .string({ error: (issue) => (issue.input === undefined ? "required" : "repeated") })
  .refine((text) => !text.includes("\0"), "control_sign")

/** A line of text that must be there; `max` in characters as people count them. */
export const line = (max: number) => single.trim().min(1, "required").refine(short(max), tooLong(max))

/** A name of a person or a unit. */
export const nameLine = (max: number) => line(max).refine((text) => !unseenSigns.test(text), "control_sign")

/** A line of text that may be left empty. */
export const optionalLine = (max: number) => single.trim().refine(short(max), tooLong(max)).default("")

function short(max: number) {
  return (text: string) => [...text].length <= max
}

function tooLong(maximum: number) {
  return { error: "too_long", params: { maximum } }
}

export const day = () => single.trim().min(1, "required").refine(isDay, "not_a_date")

/** A day, or an empty text. */
export const optionalDay = () => optionalLine(10).refine((text) => text === "" || isDay(text), "not_a_date")

/** A local minute, as an instant. */
export const minute = () =>
  single
    .trim()
    .min(1, "required")
    .refine((text) => minuteToDate(text) !== undefined, "not_a_date")
    .transform((text) => minuteToDate(text) as Date)

/** A local minute, or nothing where none is filled in. */
export const optionalMinute = () =>
  z
    .union([
      single
        .trim()
        .length(0)
        .transform(() => null),
      minute(),
    ])
    .default(null)

/** A whole number between limits, both included. */
export const whole = (min: number, max: number) =>
  single
    .trim()
    .min(1, "required")
    .regex(/^-?\d{1,9}$/, "not_a_whole_number")
    .transform(Number)
    .pipe(z.number().min(min, "too_small").max(max, "too_big"))

/** The number of something chosen from a list. */
export const chosenId = () =>
  single
    .trim()
    .regex(/^[1-9]\d{0,8}$/, "not_a_choice")
    .transform(Number)

/** A whole number, or null where the field is empty. */
export const optionalWhole = (min: number, max: number) =>
  z
    .union([
      single
        .trim()
        .length(0)
        .transform(() => null),
      whole(min, max),
    ])
    .default(null)

export const choice = <const L extends readonly string[]>(list: L) => z.enum(list, "not_a_choice")

export const optionalChoice = <const L extends readonly string[]>(list: L) =>
  z.union([z.literal("").transform(() => null), z.enum(list, "not_a_choice")]).default(null)

/** A box that is ticked or not. */
export const ticked = () =>
  z
    .literal("yes")
    .optional()
    .transform((value) => value === "yes")

/** The boxes that are ticked, none, one or many. */
export const several = () => z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([])

/** The version of the record that the form was shown with. */
export const seenVersion = () => whole(0, 999_999_999)
