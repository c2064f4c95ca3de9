import { z } from "zod"
import { line, nameLine, seenVersion } from "#http/forms.ts"

export const codeForm = z.strictObject({ code: line(64) })

/** Who signs for the department; the opinions beside it are numbered, and read by answers.ts. */
export const signatureForm = z
  .object({ name: nameLine(50), post: line(50), version: seenVersion() })
  .catchall(z.unknown())
