import type { Hono } from "hono"
import { unitRoutes } from "#directory/organisations/routes.ts"
import { peopleRoutes } from "#directory/people/routes.ts"
import type { Env } from "#http/env.ts"

/** The routes of every slice, in the order of the areas. */
export const slices: readonly Hono<Env>[] = [unitRoutes, peopleRoutes]
