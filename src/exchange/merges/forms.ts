import { z } from "zod"
import { type MergeField, mergeFields } from "#directory/people/merging/fields.ts"
import { choice, seenVersion } from "#http/forms.ts"

const side = () => choice(["into", "from"]).default("into")
const sides = Object.fromEntries(mergeFields.map((field) => [field, side()])) as Record<
  MergeField,
  ReturnType<typeof side>
>

/** Of which file each field is kept; what both have alike is not asked. */
export const mergeForm = z.strictObject({ version: seenVersion(), otherVersion: seenVersion() }).extend(sides)
