import { type createRoute, z } from "@hono/zod-openapi"
import { honourLevels, recipientKinds, skillLevels } from "#db/words.ts"

type Responses = Parameters<typeof createRoute>[0]["responses"]

export const both = z.object({ zh: z.string(), en: z.string() }).openapi("Both", {
  description: "A text in Chinese and in English; either may be empty.",
})

export const promotion = z.enum(skillLevels).nullable().openapi({
  description: "The skill level that this place is promoted to; null where to none.",
})

export const problem = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .openapi("Problem", { description: "RFC 9457" })

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { "application/json": { schema } },
})

const problems = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problem } },
})

/** What every address of the interface may answer. */
export const answers = <S extends z.ZodType>(schema: S, description: string) =>
  ({
    200: json(schema, description),
    400: problems("The address asks for something that there cannot be"),
    404: problems("There is no such thing, or it is not public yet"),
  }) satisfies Responses

/** A list in stretches. */
export const listOf = <S extends z.ZodType>(schema: S) =>
  z.object({
    items: z.array(schema),
    next: z.string().nullable().openapi({ description: "Hand it back as `cursor`; null at the end." }),
  })

export const paging = {
  cursor: z
    .string()
    .regex(/^a[1-9][0-9a-z]{0,8}$/)
    .optional()
    .openapi({ description: "`next` of the stretch before; the first where it is left out." }),
  limit: z.coerce.number().int().min(1).max(500).default(100).openapi({ description: "How many lines at most." }),
}

const id = z.coerce.number().int().min(1).max(999_999_999)
export const idPath = z.object({ id: id.openapi({ param: { name: "id", in: "path" } }) })

/** The filter of the boards, by the same names. */
export const filter = {
  level: z.enum(honourLevels).optional(),
  honour: z.string().max(60).optional().openapi({ description: "The honour's name in addresses." }),
  kind: z.enum(recipientKinds).optional(),
  year: z
    .string()
    .regex(/^(\d{4}|unknown)$/)
    .optional()
    .openapi({ description: "`unknown` asks for what has no known year.", example: "2026" }),
  district: id.optional().openapi({ description: "The federation of a district, with all below it." }),
  industry: z
    .string()
    .regex(/^[A-T]$/)
    .optional()
    .openapi({ description: "A section of GB/T 4754, such as C." }),
  unit: id.optional().openapi({ description: "A unit, with all below it." }),
  q: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: "Words in the name or the unit; what nearly every name holds is refused." }),
}

const honour = z.object({ slug: z.string(), title: both, level: z.enum(honourLevels), conferredBy: z.string() })

/** A line of the register as the boards show it. */
export const entry = z
  .object({
    id: z.int(),
    kind: z.enum(recipientKinds),
    name: z.string(),
    person: z.int().nullable().openapi({ description: "The person's number, where the honour is on a file." }),
    unit: z.object({ id: z.int().nullable(), name: z.string() }),
    honour,
    year: z.int().nullable(),
    yearTo: z.int().nullable().openapi({ description: "With it, some year from `year` to this one." }),
    grade: both,
    for: both,
    decision: z.object({ id: z.int().nullable(), number: z.string(), decidedOn: z.string() }),
    posthumous: z.boolean(),
    corrected: z.iso.datetime().nullable(),
    result: z.string().nullable().openapi({ description: "The address of the contest result that it came from." }),
  })
  .openapi("Entry")
