import type { PaperField } from "../../programmes/layouts/fields.ts"
import type { PaperFacts } from "../facts/queries.ts"
import { fromDirectory, joined, type Speech, word } from "./said.ts"

/** What a form says of a person; numbers are masked. */
export function personWords(speech: Speech, facts: PaperFacts): Partial<Record<PaperField, string>> {
  const { person, sections, profile } = facts
  if (!person) return {}
  const { basic = {}, resume = {} } = sections
  const known = (key: "sex" | "birthDate" | "ethnicGroup" | "post" | "skillLevel" | "identityClass") =>
    fromDirectory(facts, key, person[key])
  const ofDirectory = (list: string, one: string) => word(speech, `directory.words.${list}`, one)
  const chosen = (key: string) => word(speech, `nominations.words.${key}`, basic[key])
  return {
    sex: ofDirectory("sexes", known("sex")),
    birth: known("birthDate").slice(0, 7),
    ethnicity: ofDirectory("ethnic_groups", known("ethnicGroup")),
    native_place: basic.nativePlace ?? "",
    politics: chosen("politics"),
    education: chosen("education"),
    works_since: basic.worksSince ?? "",
    identity_number: person.identityMask,
    phone: person.phoneMask,
    post: known("post"),
    professional_title: basic.professionalTitle ?? "",
    skill: ofDirectory("skill_levels", known("skillLevel")),
    identity_class: ofDirectory("identity_classes", known("identityClass")),
    flags: joined(
      speech,
      profile.flags.map((flag) => speech.t(`programmes.flags.${flag}`)),
    ),
    rank: chosen("rank"),
    standing: chosen("standing"),
    resume: resume.resume ?? "",
  }
}
