import { createHash } from "node:crypto"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { holdsNumber } from "#directory/people/numbers/reason.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { numbersOf } from "../../printing/commands.ts"
import { factsOf, type PaperFacts } from "../../printing/facts/queries.ts"
import type { Speech } from "../../printing/wording/said.ts"
import { wordsOf } from "../../printing/wording/wording.ts"
import { findNaming, type Naming } from "../queries.ts"
import type { Reported } from "./report.ts"

export type Report = { readonly naming: Naming; readonly nominees: readonly Reported[]; readonly hash: string }

/**
 * Gives those who have come through to the level above, in the official order. Whole numbers go along of whom the actor
 * may see them, each in the trail with the purpose; the trail keeps the hash of the list, and nothing of what it says.
 */
export const reportUpward = (scope: Scope, slug: string, reason: string, speech: Speech) =>
  transact(scope, async (inner): Promise<Result<Report>> => {
    const naming = await findNaming(inner, slug)
    if (!naming) return refuse({ code: "not_found" })
    if (holdsNumber(reason)) return refuse({ code: "reason_holds_number", field: "reason" })
    const ids = [...naming.waiting, ...naming.honoured].map(({ nomination }) => nomination.id)
    if (ids.length === 0) return refuse({ code: "nobody_to_report" })
    const nominees: Reported[] = []
    for (const one of await factsOf(inner, naming.definition, ids)) {
      const numbers = await numbersOf(inner, one, reason)
      if (!numbers.ok) return numbers
      nominees.push(reported(one, { ...wordsOf(speech, one), ...numbers.value }))
    }
    const hash = createHash("sha256").update(JSON.stringify(nominees)).digest("hex")
    const facts = { count: nominees.length, hash, reason }
    await record(inner, "programme.report", { kind: "programme", id: naming.programme.id }, facts)
    return ok({ naming, nominees, hash })
  })

const reported = ({ honour, nomination }: PaperFacts, fields: Reported["fields"]): Reported => ({
  honour: { slug: honour.slug, titleZh: honour.titleZh, titleEn: honour.titleEn },
  kind: nomination.recipientKind,
  receipt: nomination.receipt,
  contentHash: nomination.contentHash,
  fields,
})
