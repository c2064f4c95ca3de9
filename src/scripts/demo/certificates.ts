import { and, desc, eq, inArray, isNull } from "drizzle-orm"
import { honours, registerEntries } from "#db/schema/index.ts"
import { printCertificates } from "#honours/register/certificates/commands.ts"
import { setFormat } from "#honours/register/numbering/commands.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import type { City } from "./people.ts"

const patterns = {
  "may-day-medal": "澜奖章{year}{serial:4}{check}",
  "may-day-certificate": "澜奖状{year}{serial:4}{check}",
  "worker-pioneer": "澜先锋{year}{serial:4}{check}",
  "skills-contest": "LJ-JS{year}-{serial:4}{check}",
} as const

/** How certificates are numbered, and the newest medals', which have been printed. */
export async function certify(city: City, at: Date): Promise<void> {
  const keeper = await city.as("honours", at)
  const numbered = await keeper.db
    .select({ id: honours.id, slug: honours.slug })
    .from(honours)
    .where(inArray(honours.slug, Object.keys(patterns)))
  for (const { id, slug } of numbered) {
    const pattern = patterns[slug as keyof typeof patterns]
    done(await setFormat(keeper, id, { pattern, wording: "", version: 0 }))
  }
  const medal = numbered.find(({ slug }) => slug === "may-day-medal")
  const newest = await keeper.db
    .select({ id: registerEntries.id })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, medal?.id ?? 0), isNull(registerEntries.revokedAt)))
    .orderBy(desc(registerEntries.year), desc(registerEntries.id))
    .limit(12)
  const entryIds = newest.map(({ id }) => id).toSorted((one, other) => one - other)
  done(await printCertificates(keeper, { entryIds, reason: "" }, seededBytes("demo certificates")))
}
