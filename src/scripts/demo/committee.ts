import { dealCases, openSession, seatCommittee } from "#honours/reviews/committee/commands.ts"
import { addMember, issueCodes } from "#honours/reviews/members/commands.ts"
import { findCommittee, membersOf } from "#honours/reviews/queries.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import type { Card } from "./judging.ts"
import type { City } from "./people.ts"

/** Units whose experts sit on the committee; the last is a nominee's own, and out of the room for those of his unit. */
const experts = ["college", "mould", "metro", "port", "lathe"]

/** A committee in session: dossiers are dealt, nobody has scored, and each member has a code for a tablet. */
export async function deliberate(city: City, programmeId: number, today: Date): Promise<Card[]> {
  const officer = await city.as("honours", today)
  const seating = { stepKey: "committee", name: "澜江工匠评审委员会", readers: null }
  const { id } = done(await seatCommittee(officer, programmeId, seating))
  for (const [at, unit] of experts.entries()) {
    const person = city.people.filter((one) => one.unit === unit)[4]
    done(await addMember(officer, id, { personId: person?.id ?? 0, isChair: at === 0 }))
  }
  done(await dealCases(officer, id, seededBytes("demo committee")))
  const seated = await findCommittee(officer, id)
  done(await openSession(officer, id, seated?.committee.version ?? 0))
  const memberIds = (await membersOf(city.db, id)).map((member) => member.id)
  const cards = done(await issueCodes(officer, id, memberIds, seededBytes("demo members")))
  return cards.map(({ member, code }) => ({ alias: member.name, role: member.isChair ? "chair" : "member", code }))
}
