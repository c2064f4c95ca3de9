import type { Eligibility } from "#db/schema/index.ts"
import { skillLevels } from "#db/words.ts"
import type { Refusal } from "#lib/result.ts"

/** Limits that nobody could meet. */
export function impossible({ minAge, maxAge, minSkill, maxSkill }: Eligibility): Refusal[] {
  const found: Refusal[] = []
  if (minAge !== undefined && maxAge !== undefined && maxAge < minAge)
    found.push({ code: "ages_crossed", field: "maxAge" })
  if (minSkill && maxSkill && skillLevels.indexOf(maxSkill) < skillLevels.indexOf(minSkill))
    found.push({ code: "skills_crossed", field: "maxSkill" })
  return found
}
