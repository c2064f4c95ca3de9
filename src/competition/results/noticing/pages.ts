import type { KeyedRow } from "#db/schema/index.ts"
import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Noticing, ResultNotice } from "./queries.ts"
import type { Audience } from "./rows.ts"

export const announcementPage = template<
  Pick<Noticing, "contest" | "event" | "version"> & {
    /** The notice that shows the newest version already. */
    there: ResultNotice | undefined
    outdated: readonly ResultNotice[]
    counts: Readonly<Record<Audience, number>>
    rows: readonly KeyedRow[]
    today: string
    problems: Problem[]
    typed: Typed
  }
>("competition/results/announcement")
