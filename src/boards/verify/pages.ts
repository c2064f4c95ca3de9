import { template } from "#render/template.ts"
import type { findCertificate } from "./queries.ts"
import type { Standing } from "./standing.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findCertificate>>>

/** One page for all answers: the box to type a number, and above it what became of the number that was asked for. */
export const verifyPage = template<{
  /** As it stands on the paper; nothing on the page that only asks. */
  number: string
  found: (Found & { standing: Standing }) | undefined
}>("boards/verify/show")
