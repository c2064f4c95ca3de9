import { z } from "zod"
import { line, whole } from "#http/forms.ts"

/** The rows that a preview carries, as they were read. */
export const rowsForm = z.strictObject({ programme: whole(1, 999_999_999), rows: line(5_000_000) })
