import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"

export const signInPage = template<{ code: string; problems: Problem[] }>("competition/judging/sign-in")

/** The code stays in the form of this one answer; it is never part of an address. */
export const inUsePage = template<{ code: string; alias: string; since: Date; device: string }>(
  "competition/judging/in-use",
)

export const endedPage = template<{ alias: string; reason: "taken" | "closed"; since: Date | undefined }>(
  "competition/judging/ended",
)

export const notHerePage = template("competition/judging/not-here")
