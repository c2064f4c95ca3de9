import { template } from "#render/template.ts"
import type { Ceremony } from "./queries.ts"

/** What the presenter reads beforehand; the names only when asked for. */
export const preparationPage = template<Ceremony & { withNames: boolean }>("boards/ceremony/prepare")

/** One step, with nothing of the others but their numbers. */
export const stepPage = template<
  Pick<Ceremony, "contest" | "event" | "titleOf"> & {
    step: Ceremony["steps"][number]
    back: number | undefined
    next: number | undefined
  }
>("boards/ceremony/screen")
