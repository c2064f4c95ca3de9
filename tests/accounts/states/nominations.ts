import { programmeDefinitions } from "#db/schema/index.ts"
import type { Move, MoveName } from "#honours/nominations/course/moves.ts"
import { moveNomination } from "#honours/nominations/moves/commands.ts"
import { threeNotices, worker } from "../../honours/nominations/course/routes.ts"
import { makeNomination, makeProgramme } from "../../support/honours.ts"
import type { Attempts } from "./attempts.ts"
import { now } from "./world.ts"

export const nominationStates = ["draft", "reviewed", "returned", "passed over", "ended"] as const
export type NominationStanding = (typeof nominationStates)[number]

const places = {
  draft: { state: "draft" },
  reviewed: { state: "underway", stepKey: "first_review" },
  returned: { state: "underway", stepKey: "congress", round: 2 },
  "passed over": { state: "passed" },
  ended: { state: "lost" },
} as const

const added = { key: "more", title: { zh: "加签", en: "More" }, by: "office" as const }
const moves: Partial<Record<MoveName, Move>> = {
  sign: { move: "sign", signer: "district", verdict: "agree" },
  return: { move: "return", to: "congress" },
  add_signer: { move: "add_signer", to: added },
}

/** One move of a nomination of the works, which the district recommends and whose office runs the selection. */
const attempt = (name: MoveName): Attempts<NominationStanding>[string] => ({
  run: async (scope, { honour, host, works, free }, standing) => {
    const programme = await makeProgramme(scope.db, host, `may-day-${name}`)
    const definition = { programmeId: programme.id, number: 1, definition: threeNotices, reason: "", createdAt: now }
    await scope.db.insert(programmeDefinitions).values(definition)
    const facts = { profile: worker, recommendingUnitId: host.id, ...places[standing] }
    const nominee = { honour, unit: works, person: { id: free, name: "自由" } }
    const { id } = await makeNomination(scope.db, programme, nominee, facts)
    return moveNomination(scope, id, { move: moves[name] ?? ({ move: name } as Move), version: 1, words: "x" })
  },
})

const names = [
  "submit",
  "sign",
  "return",
  "resubmit",
  "withdraw",
  "add_signer",
  "reject",
  "pass_over",
  "call_up",
  "lose",
]

export const ofNominations: Readonly<Record<string, Attempts<NominationStanding>>> = {
  "honours/nominations": Object.fromEntries(names.map((name) => [name, attempt(name as MoveName)])),
}
