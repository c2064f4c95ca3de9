import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { findEntry } from "../queries.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

export const correctionPage = template<Pick<Found, "entry" | "honour"> & { problems: Problem[]; typed: Typed }>(
  "honours/register/corrections/edit",
)
