import type { RecipientKind } from "#db/words.ts"
import { standings } from "../../programmes/eligibility-rules.ts"
import { cadreRanks } from "../../programmes/filter.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Field } from "./fields.ts"
import { educations, meetings, type Purpose, politics } from "./vocabulary.ts"

export const sectionKeys = ["basic", "resume", "honours", "deeds", "democracy", "notice", "photo", "consent"] as const
export type SectionKey = (typeof sectionKeys)[number]

/** One entry of the task list: what is typed there, and which files belong to it. */
export type Section = {
  readonly key: SectionKey
  readonly fields: readonly Field[]
  readonly files: readonly { readonly purpose: Purpose; readonly most: number; readonly isRequired: boolean }[]
}

const line = (key: string, most: number, isRequired = true): Field => ({ key, kind: "line", most, isRequired })
const text = (key: string, most: number, isRequired = true): Field => ({ key, kind: "text", most, isRequired })
const count = (key: string, isRequired = true): Field => ({ key, kind: "number", most: 999_999, isRequired })
const day = (key: string, isRequired = true): Field => ({ key, kind: "day", most: 10, isRequired })
const tick = (key: string): Field => ({ key, kind: "tick", most: 3, isRequired: false })
const choice = (key: string, choices: readonly string[], isRequired = true): Field => ({
  ...{ key, kind: "choice", most: 40, isRequired, choices },
})
const file = (purpose: Purpose, most: number, isRequired: boolean) => ({ purpose, most, isRequired })

/** What the approval form asks beside the directory (domain.md 1.8). */
const basic: Readonly<Record<RecipientKind, readonly Field[]>> = {
  person: [
    choice("politics", politics),
    choice("education", educations),
    line("nativePlace", 30),
    line("worksSince", 10),
    line("professionalTitle", 40, false),
    choice("rank", cadreRanks),
    tick("unitHead"),
    choice("standing", standings, false),
  ],
  unit: [
    count("headcount"),
    day("unionFounded", false),
    count("unionMembers", false),
    line("head", 30),
    line("address", 80, false),
  ],
  team: [count("members"), count("women"), count("migrants"), line("leader", 30), tick("shiftTeam")],
}

const deeds: Section = {
  key: "deeds",
  fields: [text("summary", 500), text("full", 2000), text("contribution", 300, false)],
  files: [file("deeds", 5, false)],
}

const honours: Section = {
  key: "honours",
  fields: [text("others", 1000, false)],
  files: [file("honour_proof", 8, false)],
}

const democracy: Section = {
  key: "democracy",
  fields: [
    choice("meeting", meetings),
    day("heldOn"),
    count("entitled"),
    count("present"),
    count("votesFor"),
    count("votesAgainst"),
    count("abstained"),
  ],
  files: [file("minutes", 3, true)],
}

const notice: Section = {
  key: "notice",
  fields: [day("from"), day("until"), line("place", 60), choice("outcome", ["no_objection", "settled"])],
  files: [file("notice_proof", 3, true)],
}

/** The papers of a nomination: what its recipient needs, and what the steps of its route have to see. */
export function sectionsFor(recipient: RecipientKind, steps: readonly Step[]): Section[] {
  const has = (kind: Step["kind"]) => steps.some((step) => step.kind === kind)
  const own: Section = { key: "basic", fields: basic[recipient], files: [file("other", 8, false)] }
  const person: Section[] = [
    { key: "photo", fields: [], files: [file("photo", 1, true)] },
    { key: "consent", fields: [], files: [file("consent", 2, false)] },
  ]
  return [
    own,
    ...(recipient === "person" ? [{ key: "resume", fields: [text("resume", 1500)], files: [] } satisfies Section] : []),
    honours,
    deeds,
    ...(has("recommendation") ? [democracy] : []),
    ...(has("unit_notice") ? [notice] : []),
    ...(recipient === "person" ? person : []),
  ]
}
