import { mayInUnit } from "#accounts/permissions.ts"
import type { StepKind, StepParty } from "#db/words.ts"
import type { Actor } from "#lib/actor.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Act, Course, Move, MoveName } from "../course/moves.ts"
import type { Signer } from "../course/route.ts"
import { currentStanding, signaturesAt, signersAt } from "../course/standing.ts"

/** Paths of the units that have a hand in a nomination. */
export type Places = { readonly unit: string; readonly recommender: string; readonly office: string }

/** Whether the actor speaks for a party. Departments and committees have ways of their own, which ask for themselves. */
export function speaksFor(actor: Actor, places: Places, party: StepParty): boolean {
  if (party === "unit") return mayInUnit(actor, "nominations.write", { path: places.unit })
  if (party === "recommender") return mayInUnit(actor, "nominations.review", { path: places.recommender })
  return party === "office" && mayInUnit(actor, "nominations.review", { path: places.office })
}

/** Whether the actor has a hand in it at all, beyond reading. */
export const takesPart = (actor: Actor, places: Places): boolean =>
  (["unit", "recommender", "office"] as const).some((party) => speaksFor(actor, places, party))

/** Steps that are signed on the nomination's own page; the others on that of their notice, opinions, ballot, decision. */
export const signedHere: readonly StepKind[] = ["recommendation", "unit_notice", "tier_review"]

const parties: Readonly<Record<Exclude<MoveName, "sign" | "take_back" | "transfer">, readonly StepParty[]>> = {
  submit: ["unit"],
  resubmit: ["unit"],
  withdraw: ["unit", "recommender"],
  return: ["recommender", "office"],
  add_signer: ["recommender", "office"],
  reject: ["recommender", "office"],
  pass_over: ["office"],
  call_up: ["office"],
  proceed: ["office"],
  lose: ["office"],
  expire: [],
  decide: [],
}

/** Whether the actor may make this move on the nomination's own page, whatever the route then says to it. */
export function mayMove(actor: Actor, places: Places, steps: readonly Step[], course: Course, move: Move): boolean {
  const speaks = (party: StepParty) => speaksFor(actor, places, party)
  if (move.move === "take_back") return tookPart(actor, course)
  const step = currentStanding(steps, course)?.step
  if (move.move === "sign" && signsTwice(actor, steps, course, move.signer)) return false
  if (move.move === "add_signer" && !signedHere.includes(step?.kind ?? "decision")) return false
  if (move.move === "sign" || move.move === "transfer") {
    const signer = step && signerNamed(step, course, move.signer)
    return signer !== undefined && signedHere.includes(step?.kind ?? "decision") && mayBe(actor, signer, speaks)
  }
  const isTheirStep = step?.signers.some(({ by }) => by === "recommender") ?? false
  return parties[move.move].some((party) => speaks(party) && (party !== "recommender" || !step || isTheirStep))
}

/** Of which party one more signer is asked: of the recommending unit at its own steps, else of the office. */
export const partyToAsk = (steps: readonly Step[], course: Course): StepParty =>
  currentStanding(steps, course)?.step.signers.some(({ by }) => by === "recommender") ? "recommender" : "office"

/** Whether the actor has signed for another there, or submitted the papers for the unit, where two have to (四眼). */
export function signsTwice(actor: Actor, steps: readonly Step[], course: Course, key: string): boolean {
  const step = currentStanding(steps, course)?.step
  if (!step?.distinct) return false
  const own = (act: Act | undefined) => act !== undefined && isBy(actor, act)
  const sent = course.acts.findLast(({ move }) => move === "submit" || move === "resubmit")
  const isForUnit = signerNamed(step, course, key)?.by === "unit"
  const signed = signaturesAt(steps, course, step.key).some((act) => act.signer !== key && own(act))
  return signed || (isForUnit && own(sent))
}

const signerNamed = (step: Step, course: Course, key: string): Signer | undefined => {
  const { usual, added } = signersAt(step, course)
  return [...usual, ...added].find((signer) => signer.key === key)
}

/** A task that was handed to one account is that account's alone. */
function mayBe(actor: Actor, { key, by }: Signer, speaks: (party: StepParty) => boolean): boolean {
  const [, account] = /^account_(\d+)$/.exec(key) ?? []
  return speaks(by) && (account === undefined || (actor.kind === "account" && actor.accountId === Number(account)))
}

/** Whether the last thing that was done is the actor's own. */
const tookPart = (actor: Actor, { acts }: Course): boolean => {
  const last = acts.at(-1)
  return last !== undefined && isBy(actor, last)
}

const isBy = (actor: Actor, act: Act): boolean =>
  actor.kind === "account" && (act as { byAccountId?: number }).byAccountId === actor.accountId

/** The signatures that the actor may give now. */
export const ownSignatures = (actor: Actor, places: Places, steps: readonly Step[], course: Course): Signer[] =>
  (currentStanding(steps, course)?.pending ?? []).filter(({ key }) =>
    mayMove(actor, places, steps, course, { move: "sign", signer: key, verdict: "agree" }),
  )
