import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { opinionLetters, opinions, programmes } from "#db/schema/index.ts"
import { enqueue } from "#jobs/commands.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { isAddress } from "#mail/mailer.ts"
import { type Question, questions } from "./asking.ts"
import { type LetterMail, letterMail } from "./jobs.ts"
import { type Asking, askedIn, findAsking, letterOf, waitingAt } from "./queries.ts"

/** One department to be asked: by mail where an address is given, else by a printed letter. */
export type Recipient = {
  readonly department: string
  readonly email: string
  readonly code: string
  readonly dueAt: Date
}
/** What only the page that asks knows. */
export type Sender = Pick<LetterMail, "issuer" | "lang"> & { readonly origin: string }
export type Sent = {
  readonly letterId: number
  readonly titleZh: string
  readonly titleEn: string
  readonly count: number
  readonly code: string
  readonly dueAt: Date
  readonly mailed: boolean
}

/**
 * Asks departments about all nominees who wait for them, one letter each, all or none. Whoever sends it twice asks once:
 * the second finds nobody left to ask about.
 */
export const askDepartments = (scope: Scope, slug: string, to: readonly Recipient[], sender: Sender) =>
  transact(scope, async (inner): Promise<Result<readonly Sent[]>> => {
    const found = await findAsking(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    const bad = to.findIndex(({ email }) => email !== "" && !isAddress(email))
    if (bad >= 0) return refuse({ code: "no_address", field: `email_${to[bad]?.department}` })
    await inner.db
      .select({ id: programmes.id })
      .from(programmes)
      .where(eq(programmes.id, found.programme.id))
      .for("update")
    const waiting = await waitingAt(inner, found.programme.id, found.steps)
    const open = questions(found.rules, waiting, await askedIn(inner, found.programme.id))
    const sent: Sent[] = []
    for (const recipient of to) {
      const question = open.find(({ key }) => key === recipient.department)
      if (question) sent.push(await send(inner, found, question, recipient, sender))
    }
    return sent.length > 0 ? ok(sent) : refuse({ code: "nobody_to_ask" })
  })

async function send(scope: Scope, found: Asking, question: Question, to: Recipient, sender: Sender): Promise<Sent> {
  const { db, keys, actor, now } = scope
  if (actor.kind !== "account") throw new Error("only accounts ask")
  const { programme } = found
  const [letter] = await db
    .insert(opinionLetters)
    .values({
      programmeId: programme.id,
      department: question.key,
      titleZh: question.title.zh,
      titleEn: question.title.en,
      codeHash: sha256(typedCode(to.code)),
      emailSealed: to.email ? keys.seal("email", to.email) : null,
      askedBy: actor.accountId,
      askedAt: now,
      dueAt: to.dueAt,
    })
    .returning({ id: opinionLetters.id })
  if (!letter) throw new Error("a letter was not made")
  const asked = { letterId: letter.id, department: question.key, createdAt: now }
  await db.insert(opinions).values(question.nominees.map(({ id, round }) => ({ ...asked, nominationId: id, round })))
  const count = question.nominees.length
  const titles = { titleZh: question.title.zh, titleEn: question.title.en }
  if (to.email) await mail(scope, { ...titles, count, dueAt: to.dueAt }, programme, to, sender)
  await record(scope, "opinion.ask", { kind: "opinion_letter", id: letter.id }, { department: question.key, count })
  return { letterId: letter.id, ...titles, count, code: to.code, dueAt: to.dueAt, mailed: to.email !== "" }
}

type About = { readonly titleZh: string; readonly titleEn: string; readonly count: number; readonly dueAt: Date }
type Titles = { readonly titleZh: string; readonly titleEn: string }

const mail = (scope: Scope, about: About, programme: Titles, to: { email: string; code: string }, sender: Sender) => {
  const { issuer, lang, origin } = sender
  const said = ({ titleZh, titleEn }: Titles) => (lang === "en" ? titleEn : titleZh)
  const letter: LetterMail = {
    to: to.email,
    lang,
    issuer,
    programme: said(programme),
    department: said(about),
    count: about.count,
    address: to.code ? `${origin}/opinions#${to.code}` : `${origin}/opinions`,
    code: to.code,
    until: about.dueAt.toISOString(),
    isReminder: to.code === "",
  }
  return enqueue(scope, letterMail, letter)
}

/** Gives a letter another code, since the first was lost; the first opens nothing from here on. */
export const reissueLetter = (
  scope: Scope,
  slug: string,
  id: number,
  given: { code: string; email: string },
  sender: Sender,
) =>
  transact(scope, async (inner): Promise<Result<Sent>> => {
    const found = await findAsking(inner, slug)
    const letter = found && (await letterOf(inner, found.programme.id, id))
    if (!letter) return refuse({ code: "not_found" })
    if (given.email && !isAddress(given.email)) return refuse({ code: "no_address", field: "email" })
    const emailSealed = given.email ? inner.keys.seal("email", given.email) : letter.emailSealed
    const [changed] = await inner.db
      .update(opinionLetters)
      .set({ codeHash: sha256(typedCode(given.code)), emailSealed, version: letter.version + 1 })
      .where(
        and(eq(opinionLetters.id, id), eq(opinionLetters.version, letter.version), isNull(opinionLetters.signedAt)),
      )
      .returning({ id: opinionLetters.id })
    if (!changed) return refuse({ code: letter.signedAt ? "letter_signed" : "stale" })
    const count = await inner.db.$count(opinions, eq(opinions.letterId, id))
    const about = { titleZh: letter.titleZh, titleEn: letter.titleEn, count, dueAt: letter.dueAt }
    if (given.email) await mail(inner, about, found.programme, given, sender)
    await record(inner, "opinion.reissue", { kind: "opinion_letter", id })
    return ok({ ...about, letterId: id, code: given.code, mailed: given.email !== "" })
  })

/** Reminds a department by mail; without an address it is for the officer to call. */
export const remind = (scope: Scope, slug: string, id: number, sender: Sender) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const found = await findAsking(inner, slug)
    const letter = found && (await letterOf(inner, found.programme.id, id))
    if (!letter) return refuse({ code: "not_found" })
    if (letter.signedAt) return refuse({ code: "letter_signed" })
    if (!letter.emailSealed) return refuse({ code: "no_address" })
    const email = inner.keys.open("email", letter.emailSealed)
    const open = and(eq(opinions.letterId, id), isNull(opinions.givenAt))
    const about = { ...letter, count: await inner.db.$count(opinions, open) }
    await inner.db.update(opinionLetters).set({ remindedAt: inner.now }).where(eq(opinionLetters.id, id))
    await mail(inner, about, found.programme, { email, code: "" }, sender)
    await record(inner, "opinion.remind", { kind: "opinion_letter", id })
    return ok(null)
  })
