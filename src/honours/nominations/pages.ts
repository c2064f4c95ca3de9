import type { FileField } from "#attachments/forms.ts"
import type { FileLine } from "#attachments/pages.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import type { Language, Translate } from "#i18n/translate.ts"
import { template } from "#render/template.ts"
import type { Reason } from "../programmes/eligibility.ts"
import type { Step } from "../programmes/steps.ts"
import type { MoveName } from "./course/moves.ts"
import type { Signer } from "./course/route.ts"
import type { Standing } from "./course/standing.ts"
import type { Mark } from "./course/timeline.ts"
import type { SourceOf } from "./founding/corrections/queries.ts"
import type { Level } from "./levels/queries.ts"
import type { filterChoices, NominationFilter, NominationLine } from "./listing/queries.ts"
import type { Colleague } from "./moves/queries.ts"
import type { SectionState } from "./papers/completeness.ts"
import type { FieldProblem, Fields } from "./papers/fields.ts"
import type { ConsentRow, DirectoryFacts } from "./papers/queries.ts"
import type { Section } from "./papers/sections.ts"
import type { ActRow, Nominated } from "./queries.ts"
import type { Waiting } from "./waiting/queries.ts"

type Pager = ReturnType<typeof pager>

export const nominationsPage = template<{
  filter: NominationFilter
  choices: Awaited<ReturnType<typeof filterChoices>>
  lines: readonly NominationLine[]
  mayStart: boolean
  mayReview: boolean
  done: string
  first: number
  pager: Pager
}>("honours/nominations/index")

export type Startable = { readonly id: number; readonly titleZh: string; readonly titleEn: string }
export const startPage = template<{
  programmes: readonly Startable[]
  programme: Startable | undefined
  /** `free` is nothing where no seats are counted. */
  honours: readonly (Startable & { recipientKind: string; seats: number; free: number | null })[]
  honour: (Startable & { recipientKind: string }) | undefined
  name: string
  people: readonly {
    id: number
    name: string
    unitName: string
    post: string
    state: "free" | "nominated" | "no_seat"
  }[]
  earlier: readonly { id: number; name: string; unitName: string; year: number; titleZh: string; titleEn: string }[]
  units: readonly { value: number; text: string }[]
  typed: Typed
  problems: Problem[]
}>("honours/nominations/start")

/** A section as the task list and the dossier show it. */
export type Part = {
  readonly section: Section
  readonly state: SectionState
  readonly fields: Fields
  readonly files: readonly (FileLine & { readonly token: string; readonly purpose: string })[]
  readonly problems: readonly string[]
}

export type Dossier = Nominated & {
  readonly steps: readonly Step[]
  readonly marks: readonly Mark[]
  readonly standing: Standing | undefined
  readonly isWithUnit: boolean
  readonly isOverdue: boolean
  /** Its deadline now, and when somebody was told of it by mail. */
  readonly deadline: { readonly at: Date; readonly toldAt: Date | undefined } | undefined
  readonly known: DirectoryFacts
  readonly held: readonly { readonly year: number; readonly titleZh: string; readonly titleEn: string }[]
  /** The contest result on which it is founded. */
  readonly source: SourceOf | undefined
  /** Whether the actor may found it on a newer version of its result now. */
  readonly mayRenew: boolean
  readonly parts: readonly Part[]
  readonly reasons: readonly string[]
  readonly acts: readonly ActRow[]
  /** The notices in which it stands or has stood. */
  readonly levels: readonly Level[]
  /** The last return, while it waits for the unit. */
  readonly returned: ActRow | undefined
}

export const dossierPage = template<
  Dossier & {
    mayWrite: boolean
    /** Whether mails are sent here at all. */
    mails: boolean
    /** Whether the same can be nominated again from these papers. */
    mayCopy: boolean
    may: readonly MoveName[]
    signatures: readonly Signer[]
    /** Whom the first of these could be handed to. */
    colleagues: readonly Colleague[]
    /** Who could be asked to sign, too. */
    others: readonly Colleague[]
    /** Whether the actor has signed for one of two already. */
    needsOther: boolean
    targets: readonly { value: string; text: string }[]
    /** Where the actor puts up the notice for which it waits. */
    putUp: string
    readsNotices: boolean
    typed: Typed
    problems: Problem[]
    open: string
    done: string
  }
>("honours/nominations/show")

export const sectionPage = template<
  Nominated & {
    part: Part
    known: DirectoryFacts
    held: Dossier["held"]
    consent: ConsentRow | undefined
    /** Whether mails are sent here at all. */
    mails: boolean
    version: number
    values: Typed
    counts: Readonly<Record<string, number>>
    fileFields: readonly { purpose: string; file: FileField; isRequired: boolean; files: Part["files"] }[]
    /** What another tab has kept meanwhile, beside what was typed here. */
    other: Fields | undefined
    problems: Problem[]
    done: string
  }
>("honours/nominations/section")

export const savedPage = template<{
  version: number
  counts: Readonly<Record<string, number>>
  state: SectionState
  stale: boolean
  base: string
}>("honours/nominations/saved")

type Group = { readonly key: string; readonly lines: readonly Waiting[] }
export const reviewsPage = template<{
  groups: readonly Group[]
  group: Group | undefined
  typed: Typed
  problems: Problem[]
  refused: readonly { id: number; name: string; why: string }[]
  /** How many were done by the last form. */
  done: number
}>("honours/nominations/reviews")

export const checkPage = template<Dossier & { seatProblem: string; problems: Problem[] }>("honours/nominations/check")
export const receiptPage = template<Nominated & { steps: readonly Step[] }>("honours/nominations/receipt")

/** What keeps a section from being complete, in words. */
export function problemWords(t: Translate, { field, code, ...facts }: FieldProblem, section: string): string {
  const label = field
    ? t(field in fileWords ? `nominations.purposes.${field}` : `nominations.fields.${section}.${field}`)
    : ""
  return t(`nominations.problems.${code}`, { label, ...facts })
}
const fileWords: Readonly<Record<string, true>> = { minutes: true, notice_proof: true, photo: true, consent: true }

/** In which words a page speaks. */
export type Speech = { readonly t: Translate; readonly lang: Language }

/** Why a nominee may not, or in principle not, be nominated. */
export function eligibilityWords({ t, lang }: Speech, reason: Reason): string {
  if ("veto" in reason) {
    const { title, source } = reason.veto
    return t(`nominations.against.${reason.code}`, {
      ground: lang === "en" ? title.en : title.zh,
      source,
      until: reason.until,
    })
  }
  const facts = "standing" in reason ? { standing: t(`nominations.words.standing.${reason.standing}`) } : { ...reason }
  return t(`nominations.against.${reason.code}`, facts)
}
