import { and, asc, count, desc, eq, gt, isNull, like, lt, lte, or, type SQL, sql } from "drizzle-orm"
import { holds, reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { accounts, entryTerms, honours, people, registerEntries, termActs, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { dayOf } from "#lib/dates.ts"

export type TermRow = typeof entryTerms.$inferSelect

/** For how long an entry is held, where it is for a time. */
export async function termOf({ db }: Scope, entryId: number): Promise<TermRow | undefined> {
  const [row] = await db.select().from(entryTerms).where(eq(entryTerms.entryId, entryId))
  return row
}

/** What was decided about it with who noted it, the newest first. */
export const termActsOf = ({ db }: Scope, entryId: number) =>
  db
    .select({ act: termActs, by: people.name })
    .from(termActs)
    .leftJoin(accounts, eq(accounts.id, termActs.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(termActs.entryId, entryId))
    .orderBy(desc(termActs.id))

/** Due for reconfirmation, over without one, in force and not due, removed. */
export const termViews = ["due", "overdue", "running", "ended"] as const
export type TermView = (typeof termViews)[number]

function inView({ now }: Scope, view: TermView): SQL | undefined {
  const today = dayOf(now)
  if (view === "ended") return eq(entryTerms.state, "ended")
  const held = and(eq(entryTerms.state, "held"), isNull(registerEntries.revokedAt))
  const views = {
    due: lte(entryTerms.dueFrom, today),
    overdue: lt(entryTerms.endsOn, today),
    running: gt(entryTerms.dueFrom, today),
  }
  return and(held, views[view])
}

const within = ({ actor }: Scope): SQL => {
  const paths = reachOf(actor, "register.read")
  return (paths.length > 0 ? or(...paths.map((path) => like(units.path, `${path}%`))) : undefined) ?? sql`false`
}

/** Honours in reach that are held for a time, those whose term ends first before the others. */
export const listTerms = (scope: Scope, view: TermView, page: Page) =>
  scope.db
    .select({ term: entryTerms, entry: registerEntries, honour: honours })
    .from(entryTerms)
    .innerJoin(registerEntries, eq(registerEntries.id, entryTerms.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(and(within(scope), inView(scope, view)))
    .orderBy(asc(entryTerms.endsOn), asc(registerEntries.sortStroke), asc(entryTerms.id))
    .limit(page.size)
    .offset(page.offset)

export async function countTerms(scope: Scope, view: TermView): Promise<number> {
  const [row] = await scope.db
    .select({ count: count() })
    .from(entryTerms)
    .innerJoin(registerEntries, eq(registerEntries.id, entryTerms.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(and(within(scope), inView(scope, view)))
  return row?.count ?? 0
}

/** How many honours wait for the officer's reconfirmation. */
export const countDue = async (scope: Scope): Promise<number> =>
  holds(scope.actor, "register.keep") ? countTerms(scope, "due") : 0
