import type { PaperField } from "../../programmes/layouts/fields.ts"
import type { PaperFacts } from "../facts/queries.ts"
import { collectiveWords } from "./collective.ts"
import { personWords } from "./person.ts"
import { fromDirectory, type Speech, titled, word } from "./said.ts"

export type Words = Readonly<Partial<Record<PaperField, string>>>

/** What a form says in each of its fields; one that is absent has nothing to say. */
export function wordsOf(speech: Speech, facts: PaperFacts): Words {
  const { nomination, honour, unit, recommenderName, sections } = facts
  const { deeds = {} } = sections
  const ofUnit = (list: string, key: "kind" | "ownership", frozen: string) =>
    word(speech, `directory.words.${list}`, fromDirectory(facts, frozen, unit[key]))
  return {
    name: nomination.name,
    honour: titled(speech, honour),
    unit: fromDirectory(facts, "unit", unit.name),
    unit_kind: ofUnit("unit_kinds", "kind", "unitKind"),
    ownership: ofUnit("ownerships", "ownership", "ownership"),
    industry: unit.industryCode ?? "",
    credit_code: fromDirectory(facts, "creditCode", unit.creditCode),
    recommender: recommenderName,
    receipt: nomination.receipt,
    remarks: nomination.seat === "ring_fenced" ? speech.t("nominations.list.ring_fenced") : "",
    honours: honoursWords(speech, facts),
    deeds_summary: deeds.summary ?? "",
    deeds: deeds.full ?? "",
    contribution: deeds.contribution ?? "",
    democracy: democracyWords(speech, facts),
    notice: noticeWords(speech, facts),
    ...(nomination.recipientKind === "person" ? personWords(speech, facts) : collectiveWords(speech, facts)),
  }
}

const honoursWords = (speech: Speech, { held, sections }: PaperFacts): string =>
  [...held.map((one) => `${one.year} ${titled(speech, one)}`), sections.honours?.others ?? ""]
    .filter(Boolean)
    .join("\n")

function democracyWords(speech: Speech, { sections }: PaperFacts): string {
  const { heldOn, entitled, present, votesFor, votesAgainst, abstained, meeting } = sections.democracy ?? {}
  if (!heldOn) return ""
  const votes = { entitled, present, votesFor, votesAgainst, abstained }
  const told = Object.fromEntries(Object.entries(votes).map(([key, value]) => [key, value || "0"]))
  return speech.t("printing.democracy", {
    heldOn,
    meeting: word(speech, "nominations.words.meeting", meeting),
    ...told,
  })
}

function noticeWords(speech: Speech, { sections }: PaperFacts): string {
  const { from, until, place = "", outcome } = sections.notice ?? {}
  if (!from || !until) return ""
  return speech.t("printing.notice", {
    from,
    until,
    place,
    outcome: word(speech, "nominations.words.outcome", outcome),
  })
}
