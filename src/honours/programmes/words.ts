import { z } from "zod"

/** What a programme calls a thing of its own, in both languages. */
export const bothSchema = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) })
export type Both = z.infer<typeof bothSchema>

/** The name by which parts of a definition point to each other. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
