import { and, eq, gt, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominationConsents } from "#db/schema/index.ts"
import type { ConsentScope } from "#db/words.ts"
import { personById } from "#directory/people/queries.ts"
import { enqueue } from "#jobs/commands.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { isAddress } from "#mail/mailer.ts"
import { lockPapers } from "../papers/commands.ts"
import { consentRow } from "../papers/queries.ts"
import type { Nominated } from "../queries.ts"
import { type ConsentMail, consentMail } from "./jobs.ts"
import { consentByCode } from "./queries.ts"

/** Long enough for a shift worker who is asked by a printed letter. */
const lifetime = 21 * 86_400_000

/** How the link reaches the nominee: printed where it is nothing, else by mail, to the address on file where none is typed. */
export type Delivery = Pick<ConsentMail, "lang" | "link"> & { readonly email: string }

/**
 * Makes a new link for the nominee: an earlier one opens nothing any more, and a refusal is asked anew. Whoever has
 * consented is asked no more.
 */
export const askConsent = (scope: Scope, id: number, code: string, delivery?: Delivery) =>
  transact(scope, async (inner): Promise<Result<{ found: Nominated; until: Date }>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const { found } = locked.value
    if (found.nomination.recipientKind !== "person") return refuse({ code: "not_found" })
    if ((await consentRow(inner, id))?.accepts) return refuse({ code: "consent_given" })
    const until = new Date(inner.now.getTime() + lifetime)
    const asked = { codeHash: sha256(typedCode(code)), expiresAt: until, askedAt: inner.now }
    const anew = { ...asked, answeredAt: null, accepts: null, scopes: [], words: "" }
    await inner.db
      .insert(nominationConsents)
      .values({ nominationId: id, ...anew })
      .onConflictDoUpdate({ target: nominationConsents.nominationId, set: anew })
    await record(inner, "nomination.ask_consent", { kind: "nomination", id })
    const sent = delivery ? await mailTo(inner, found, { ...delivery, code, until: until.toISOString() }) : ok(null)
    return sent.ok ? ok({ found, until }) : sent
  })

/** Puts the mail down in the caller's transaction; a typed address is for this letter only and kept nowhere. */
async function mailTo(
  scope: Scope,
  { nomination, programme, unitName }: Nominated,
  { email, ...given }: Delivery & Pick<ConsentMail, "code" | "until">,
): Promise<Result<null>> {
  const kept = nomination.personId === null ? undefined : await personById(scope.db, nomination.personId)
  const to = email || (kept?.emailSealed ? scope.keys.open("email", kept.emailSealed) : "")
  if (!isAddress(to)) return refuse({ code: "no_address", field: "email" })
  const said = given.lang === "en" ? programme.titleEn : programme.titleZh
  const mail: ConsentMail = { ...given, to, name: nomination.name, unit: unitName, programme: said }
  await enqueue(scope, consentMail, mail)
  return ok(null)
}

export type Answer = {
  readonly code: string
  readonly accepts: boolean
  readonly scopes: readonly ConsentScope[]
  readonly words: string
}

/** The nominee's own answer, once; whoever refuses consents to nothing else. */
export const answerConsent = (scope: Scope, { code, accepts, scopes, words }: Answer) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const asked = await consentByCode(inner, code)
    if (!asked) return refuse({ code: "consent_over", field: "code" })
    const open = and(
      eq(nominationConsents.id, asked.id),
      isNull(nominationConsents.answeredAt),
      gt(nominationConsents.expiresAt, inner.now),
    )
    const given = { answeredAt: inner.now, accepts, scopes: accepts ? [...scopes] : [], words }
    const [answered] = await inner.db.update(nominationConsents).set(given).where(open).returning()
    if (!answered) return refuse({ code: "consent_over", field: "code" })
    await record(
      inner,
      "nomination.answer_consent",
      { kind: "nomination", id: answered.nominationId },
      { accepts, scopes: given.scopes },
    )
    return ok(null)
  })
