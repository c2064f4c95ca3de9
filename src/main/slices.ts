import type { Hono } from "hono"
import type { Env } from "#http/env.ts"

/** The routes of every slice, in the order of the areas. */
export const slices: readonly Hono<Env>[] = []
