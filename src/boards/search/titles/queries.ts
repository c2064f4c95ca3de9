import { asc } from "drizzle-orm"
import { publicContest } from "#db/gate.ts"
import { perRevision } from "#db/per-revision.ts"
import { contests, honours } from "#db/schema/index.ts"
import { statement } from "#db/statement.ts"
import { keyed } from "../terms.ts"

// Honours and contests are few: they are all read, and looked through here.

const allHonours = statement((db) =>
  db
    .select({ id: honours.id, slug: honours.slug, titleZh: honours.titleZh, titleEn: honours.titleEn })
    .from(honours)
    .orderBy(asc(honours.rank), asc(honours.id)),
)
const allContests = statement((db) =>
  db
    .select({ slug: contests.slug, titleZh: contests.titleZh, titleEn: contests.titleEn })
    .from(contests)
    .where(publicContest),
)

export const honourTitles = perRevision(async (db) => keyed(await allHonours(db)))
export const contestTitles = perRevision(async (db) => keyed(await allContests(db)))
