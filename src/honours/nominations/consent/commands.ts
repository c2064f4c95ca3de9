import { and, eq, gt, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominationConsents } from "#db/schema/index.ts"
import type { ConsentScope } from "#db/words.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { lockPapers } from "../papers/commands.ts"
import type { Nominated } from "../queries.ts"
import { consentByCode } from "./queries.ts"

/** Long enough for a shift worker who is asked by a printed letter. */
const lifetime = 21 * 86_400_000

/** Makes a new link for the nominee: an earlier one opens nothing any more, and an earlier answer is asked anew. */
export const askConsent = (scope: Scope, id: number, code: string) =>
  transact(scope, async (inner): Promise<Result<{ found: Nominated; until: Date }>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const { found } = locked.value
    if (found.nomination.recipientKind !== "person") return refuse({ code: "not_found" })
    const until = new Date(inner.now.getTime() + lifetime)
    const asked = { codeHash: sha256(typedCode(code)), expiresAt: until, askedAt: inner.now }
    const anew = { ...asked, answeredAt: null, accepts: null, scopes: [], words: "" }
    await inner.db
      .insert(nominationConsents)
      .values({ nominationId: id, ...anew })
      .onConflictDoUpdate({ target: nominationConsents.nominationId, set: anew })
    await record(inner, "nomination.ask_consent", { kind: "nomination", id })
    return ok({ found, until })
  })

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
