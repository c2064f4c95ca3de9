import { z } from "@hono/zod-openapi"
import { contestStates } from "#db/words.ts"
import { both, promotion } from "../schemas.ts"

export const contest = z
  .object({
    slug: z.string(),
    title: both,
    host: z.string(),
    tier: z.string(),
    state: z.enum(contestStates).exclude(["draft"]),
    startsOn: z.string(),
    endsOn: z.string(),
    place: z.string(),
  })
  .openapi("Contest")

const version = z.object({ number: z.int(), reason: z.string(), publishedAt: z.iso.datetime() })

export const contestFile = contest
  .extend({
    events: z.array(
      z.object({
        code: z.string(),
        title: both,
        result: z.string().nullable().openapi({ description: "The address of its newest result, once published." }),
        publishedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .openapi("ContestWithEvents")

const team = z.object({
  ...{ team: z.string(), name: z.string(), unit: z.string() },
  ...{ place: z.int().nullable(), tied: z.boolean(), total: z.string().nullable() },
})

export const result = z
  .object({
    contest: z.string(),
    event: z.string(),
    version: version.openapi({ description: "A correction is a new version; the earlier ones stay." }),
    versions: z.array(version),
    columns: z.array(z.object({ key: z.string(), title: both })),
    entries: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        status: z.string(),
        place: z.int().nullable(),
        tied: z.boolean(),
        total: z.string().nullable().openapi({ description: "An exact decimal." }),
        parts: z.record(z.string(), z.string()).openapi({ description: "By the keys of `columns`." }),
        prize: both.nullable(),
        promotedTo: promotion,
      }),
    ),
    teams: z.array(team),
    bundle: z.string().nullable().openapi({
      description: "The contest bundle, from which anybody recomputes this; null where single marks are not shown.",
    }),
  })
  .openapi("Result")
