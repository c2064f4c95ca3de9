import { matches, type Profile } from "../../programmes/filter.ts"
import { reaches } from "../../programmes/share.ts"
import type { Step } from "../../programmes/steps.ts"
import { type FieldProblem, type Fields, fieldProblems } from "./fields.ts"
import type { Section } from "./sections.ts"
import type { Purpose } from "./vocabulary.ts"

/** What a nominee has answered; nobody is nominated against their will. */
export type Consent = { readonly state: "none" | "asked" | "given" | "refused" }

export type Papers = {
  readonly fields: Readonly<Partial<Record<string, Fields>>>
  readonly files: readonly { readonly purpose: Purpose | string }[]
  readonly consent: Consent
}
/** What the rules of a programme say to the papers. */
export type Terms = {
  readonly steps: readonly Step[]
  readonly profile: Profile
  /** Working days between two days, both included. */
  readonly workingDays: (first: string, last: string) => number
  readonly today: string
}

const numberOf = (text: string | undefined): number => (/^\d+$/.test(text ?? "") ? Number(text) : 0)

/** The vote of the democratic step: nobody votes twice, and the share that the route asks of such nominees is reached. */
function voteProblems(fields: Fields, { steps, profile }: Terms): FieldProblem[] {
  const [entitled, present] = [numberOf(fields.entitled), numberOf(fields.present)]
  const [votesFor, against, abstained] = [fields.votesFor, fields.votesAgainst, fields.abstained].map(numberOf)
  if (present > entitled) return [{ field: "present", code: "more_than_entitled" }]
  if ((votesFor ?? 0) + (against ?? 0) + (abstained ?? 0) > present)
    return [{ field: "votesFor", code: "too_many_votes" }]
  if (present * 3 < entitled * 2) return [{ field: "present", code: "no_quorum" }]
  const rules = steps.flatMap(({ approval = [] }) => approval).filter(({ when }) => matches(when, profile))
  const missed = rules.find(({ share }) => !reaches(votesFor ?? 0, present, share))
  return missed ? [{ field: "votesFor", code: "approval_missed", share: missed.share }] : []
}

/** The notice in the unit has to stand its working days (domain.md 1.6-a) and be over. */
function noticeProblems({ from = "", until = "" }: Fields, { steps, workingDays, today }: Terms): FieldProblem[] {
  if (until < from) return [{ field: "until", code: "ends_before" }]
  const least = steps.find(({ kind }) => kind === "unit_notice")?.workingDays ?? 0
  const days = workingDays(from, until)
  if (days < least) return [{ field: "until", code: "too_few_days", days, least }]
  return until >= today ? [{ field: "until", code: "still_up" }] : []
}

const consentProblems = ({ state }: Consent): FieldProblem[] =>
  state === "given" ? [] : [{ field: "", code: state === "refused" ? "consent_refused" : "consent_missing" }]

/** Everything that keeps a section from being complete. */
export function problemsOf(section: Section, papers: Papers, terms: Terms): FieldProblem[] {
  const fields = papers.fields[section.key] ?? {}
  const typed = section.fields.flatMap((field) => fieldProblems(field, fields[field.key] ?? ""))
  const absent = section.files
    .filter(({ purpose, isRequired }) => isRequired && !papers.files.some((one) => one.purpose === purpose))
    .map(({ purpose }) => ({ field: purpose, code: "file_missing" }))
  if (section.key === "consent") return [...absent, ...consentProblems(papers.consent)]
  if (typed.length > 0) return [...typed, ...absent]
  if (section.key === "democracy") return [...voteProblems(fields, terms), ...absent]
  return [...(section.key === "notice" ? noticeProblems(fields, terms) : []), ...absent]
}

export type SectionState = "todo" | "doing" | "done"

/** How a section stands in the task list; where nothing has to be said, nothing is missing. */
export function stateOf(section: Section, papers: Papers, terms: Terms): SectionState {
  if (problemsOf(section, papers, terms).length === 0) return "done"
  return hasAny(section, papers) ? "doing" : "todo"
}

const hasAny = (section: Section, papers: Papers): boolean =>
  Object.values(papers.fields[section.key] ?? {}).some(Boolean) ||
  papers.files.some(({ purpose }) => section.files.some((one) => one.purpose === purpose)) ||
  (section.key === "consent" && papers.consent.state !== "none")
