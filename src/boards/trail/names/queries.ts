import { eq, exists, inArray, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  accounts,
  certificatePrints,
  committees,
  contests,
  decisions,
  decodings,
  entries,
  events,
  honours,
  notices,
  objections,
  opinionLetters,
  people,
  programmes,
  registerEntries,
  revocations,
  seats,
  units,
  unitVetoes,
} from "#db/schema/index.ts"

/** What a subject is called, and where it can be opened. */
export type Label = {
  readonly id: number
  readonly zh: string
  readonly en: string
  readonly href: string
  /** Its code is known and stands for a name that nobody may know yet. */
  readonly blind?: boolean
}

export const labels = async (db: Db, kind: string, ids: readonly number[]): Promise<Label[]> =>
  ids.length > 0 && kind in sources ? ((await sources[kind]?.(db, [...new Set(ids)])) ?? []) : []

const titled = (href: string, rows: readonly { id: number; zh: string; en: string }[]): Label[] =>
  rows.map((row) => ({ ...row, href: `${href}/${row.id}` }))

const called = (href: string, rows: readonly { id: number; name: string; to?: number }[]): Label[] =>
  rows.map(({ id, name, to }) => ({ id, zh: name, en: name, href: `${href}/${to ?? id}` }))

const letter = { id: opinionLetters.id, zh: opinionLetters.titleZh, en: opinionLetters.titleEn, slug: programmes.slug }

/** Where the name of each kind of subject stands. */
const sources: Readonly<Record<string, (db: Db, ids: number[]) => Promise<Label[]>>> = {
  contest: async (db, ids) =>
    titled(
      "/manage/contests",
      await db
        .select({ id: contests.id, zh: contests.titleZh, en: contests.titleEn })
        .from(contests)
        .where(inArray(contests.id, ids)),
    ),
  event: async (db, ids) =>
    titled(
      "/manage/events",
      await db
        .select({ id: events.id, zh: events.titleZh, en: events.titleEn })
        .from(events)
        .where(inArray(events.id, ids)),
    ),
  opinion_letter: async (db, ids) => {
    const rows = await db
      .select(letter)
      .from(opinionLetters)
      .innerJoin(programmes, eq(programmes.id, opinionLetters.programmeId))
      .where(inArray(opinionLetters.id, ids))
    return rows.map(({ slug, ...row }) => ({ ...row, href: `/manage/programmes/${slug}/opinions/${row.id}` }))
  },
  honour: async (db, ids) =>
    titled(
      "/manage/register/honours",
      await db
        .select({ id: honours.id, zh: honours.titleZh, en: honours.titleEn })
        .from(honours)
        .where(inArray(honours.id, ids)),
    ),
  veto: async (db, ids) =>
    called(
      "/manage/vetoes",
      await db
        .select({ id: unitVetoes.id, name: units.name })
        .from(unitVetoes)
        .innerJoin(units, eq(units.id, unitVetoes.unitId))
        .where(inArray(unitVetoes.id, ids)),
    ),
  notice: async (db, ids) =>
    called(
      "/manage/notices",
      await db.select({ id: notices.id, name: notices.title }).from(notices).where(inArray(notices.id, ids)),
    ),
  objection: async (db, ids) => {
    const rows = await db
      .select({ id: objections.id, noticeId: objections.noticeId, serial: objections.serial })
      .from(objections)
      .where(inArray(objections.id, ids))
    return rows.map(({ id, noticeId, serial }) => {
      const number = `${noticeId}-${serial}`
      return { id, zh: number, en: number, href: `/manage/notices/${noticeId}/objections/${id}` }
    })
  },
  unit: async (db, ids) =>
    called(
      "/manage/units",
      await db.select({ id: units.id, name: units.name }).from(units).where(inArray(units.id, ids)),
    ),
  person: async (db, ids) =>
    called(
      "/manage/people",
      await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids)),
    ),
  account: async (db, ids) =>
    called(
      "/manage/people",
      await db
        .select({ id: accounts.id, name: people.name, to: people.id })
        .from(accounts)
        .innerJoin(people, eq(people.id, accounts.personId))
        .where(inArray(accounts.id, ids)),
    ),
  // A seat of its own can be opened before judging only; the panel shows it at any time.
  seat: async (db, ids) => {
    const rows = await db
      .select({ id: seats.id, alias: seats.alias, eventId: seats.eventId })
      .from(seats)
      .where(inArray(seats.id, ids))
    return rows.map(({ id, alias, eventId }) => ({ id, zh: alias, en: alias, href: `/manage/events/${eventId}/panel` }))
  },
  revocation: async (db, ids) =>
    called(
      "/manage/revocations",
      await db
        .select({ id: revocations.id, name: registerEntries.recipientName })
        .from(revocations)
        .innerJoin(registerEntries, eq(registerEntries.id, revocations.entryId))
        .where(inArray(revocations.id, ids)),
    ),
  decision: async (db, ids) =>
    called(
      "/manage/register/decisions",
      await db.select({ id: decisions.id, name: decisions.number }).from(decisions).where(inArray(decisions.id, ids)),
    ),
  committee: async (db, ids) =>
    called(
      "/manage/committees",
      await db.select({ id: committees.id, name: committees.name }).from(committees).where(inArray(committees.id, ids)),
    ),
  certificate_print: async (db, ids) => {
    const rows = await db
      .select({ id: certificatePrints.id })
      .from(certificatePrints)
      .where(inArray(certificatePrints.id, ids))
    return called(
      "/manage/certificates/prints",
      rows.map(({ id }) => ({ id, name: `${id}` })),
    )
  },
  register_entry: async (db, ids) =>
    called(
      "/manage/register",
      await db
        .select({ id: registerEntries.id, name: registerEntries.recipientName })
        .from(registerEntries)
        .where(inArray(registerEntries.id, ids)),
    ),
  entry: async (db, ids) => {
    const opened = db.select({ one: sql`1` }).from(decodings).where(eq(decodings.eventId, entries.eventId))
    const rows = await db
      .select({ id: entries.id, code: entries.code, eventId: entries.eventId, opened: exists(opened).mapWith(Boolean) })
      .from(entries)
      .where(inArray(entries.id, ids))
    return rows.map(({ id, code, eventId, opened }) => {
      const text = code ?? `${id}`
      return {
        id,
        zh: text,
        en: text,
        href: `/manage/events/${eventId}/registration/${id}`,
        blind: !opened && code !== null,
      }
    })
  },
}

const opens: Readonly<Record<string, Ability>> = {
  contest: "contests.read",
  event: "contests.read",
  entry: "contests.read",
  seat: "contests.run",
  unit: "directory.read",
  person: "directory.read",
  account: "directory.read",
  honour: "register.keep",
  notice: "notices.read",
  objection: "notices.read",
  register_entry: "register.read",
  certificate_print: "register.read",
  decision: "register.read",
  committee: "programmes.keep",
  revocation: "register.read",
}

/** Whether the reader may open a subject of this kind wherever it is. */
export const mayOpen = ({ actor }: Scope, kind: string): boolean => {
  const root =
    actor.kind === "account" ? actor.duties.find(({ unitPath }) => unitPath?.split(".").length === 2)?.unitPath : null
  return Boolean(root && opens[kind] && mayInUnit(actor, opens[kind], { path: root }))
}
