import type { PaperField } from "../../programmes/layouts/fields.ts"
import type { PaperFacts } from "../facts/queries.ts"
import type { Speech } from "./said.ts"

/** What a form says of a unit or a team. */
export function collectiveWords({ t }: Speech, { sections }: PaperFacts): Partial<Record<PaperField, string>> {
  const { basic = {} } = sections
  const typed = (key: string) => basic[key] ?? ""
  return {
    headcount: typed("headcount"),
    union_founded: typed("unionFounded"),
    union_members: typed("unionMembers"),
    head: typed("head"),
    address: typed("address"),
    members: typed("members"),
    women: typed("women"),
    migrants: typed("migrants"),
    leader: typed("leader"),
    shift_team: t(`nominations.words.${basic.shiftTeam === "yes" ? "yes" : "no"}`),
  }
}
