import { z } from "zod"
import { line, minute, optionalLine } from "#http/forms.ts"

/** The departments that are ticked, each with an address or none, and one time for all. */
export const askForm = z
  .object({
    dueAt: minute(),
    department: z.union([z.string().transform((one) => [one]), z.array(z.string())], "required"),
  })
  .catchall(z.unknown())

export const reissueForm = z.strictObject({ email: optionalLine(254) })

/** The address typed for a department. */
export const emailOf = (form: Readonly<Record<string, unknown>>, department: string): string => {
  const read = line(254).safeParse(form[`email_${department}`])
  return read.success ? read.data : ""
}
