import { type Act, type Course, type Move, moveNames } from "#honours/nominations/course/moves.ts"
import type { Step } from "#honours/programmes/steps.ts"

/**
 * What stands at every step, kept by hand: signatures are put down, taken off, and wiped from a returned step on. The
 * engine counts rounds instead, so neither can be wrong in the same way.
 */
export type Ledger = {
  readonly signed: Map<string, Map<string, string>>
  readonly objected: Set<string>
  readonly asked: Map<string, string[]>
  readonly extra: Map<string, string[]>
}

export function ledgerOf(steps: readonly Step[], acts: readonly Act[]): Ledger {
  const ledger: Ledger = {
    signed: new Map(steps.map(({ key }) => [key, new Map()])),
    objected: new Set(),
    asked: new Map(steps.map(({ key, signers }) => [key, signers.map((one) => one.key)])),
    extra: new Map(steps.map(({ key }) => [key, []])),
  }
  const wasObjected: boolean[] = []
  for (const act of acts) enter(ledger, steps, act, wasObjected)
  return ledger
}

function enter(ledger: Ledger, steps: readonly Step[], act: Act, before: boolean[]): void {
  const here = ledger.signed.get(act.stepKey)
  const swap = (list: string[]) => list.splice(0, list.length, ...list.map((key) => (key === act.signer ? to : key)))
  const to = act.facts.person?.key ?? ""
  if (act.move === "sign") {
    before.push(ledger.objected.has(act.stepKey))
    here?.set(act.signer, `${act.verdict}`)
    if (act.verdict === "disagree") ledger.objected.add(act.stepKey)
  }
  if (act.move === "take_back") {
    here?.delete(act.signer)
    if (!before.pop()) ledger.objected.delete(act.stepKey)
  }
  if (act.move === "proceed") ledger.objected.delete(act.stepKey)
  if (act.move === "add_signer") ledger.extra.get(act.stepKey)?.push(to)
  if (act.move === "transfer") for (const lists of [ledger.asked, ledger.extra]) swap(lists.get(act.stepKey) ?? [])
  if (act.move !== "return") return
  const target = steps.findIndex(({ key }) => key === act.facts.to)
  for (const { key } of steps.slice(Math.max(0, target))) {
    ledger.signed.get(key)?.clear()
    ledger.objected.delete(key)
  }
}

/** Who still has to sign at a step for it to be passed, by its mode. */
export function missing(ledger: Ledger, step: Step): string[] {
  const signed = ledger.signed.get(step.key) ?? new Map()
  const [asked, extra] = [ledger.asked.get(step.key) ?? [], ledger.extra.get(step.key) ?? []]
  const enough = (step.mode === "one" || step.mode === "any") && asked.some((key) => signed.has(key))
  return [...(enough ? [] : asked), ...extra].filter((key) => !signed.has(key))
}

const partyOf = (step: Step, key: string, acts: readonly Act[]): string | undefined =>
  step.signers.find((one) => one.key === key)?.by ??
  acts.find(({ facts }) => facts.person?.key === key)?.facts.person?.by

/** Every move with every parameter that could make sense anywhere on a route, and some that never do. */
export function allMoves(steps: readonly Step[]): Move[] {
  const stranger = { key: "stranger", title: { zh: "某", en: "x" }, by: "office" as const }
  const signers = [...new Set([...steps.flatMap((step) => step.signers.map(({ key }) => key)), "added", "stranger"])]
  const plain = moveNames.filter((name) => !["sign", "take_back", "return", "transfer", "add_signer"].includes(name))
  return [
    ...plain.map((move) => ({ move }) as Move),
    ...signers.flatMap((signer): Move[] => [
      ...(["agree", "disagree", "explain"] as const).map((verdict) => ({ move: "sign" as const, signer, verdict })),
      { move: "take_back", signer },
      { move: "transfer", signer, to: stranger },
    ]),
    ...["", "nowhere", ...steps.map(({ key }) => key)].map((to): Move => ({ move: "return", to })),
    { move: "add_signer", to: stranger },
    { move: "add_signer", to: steps[0]?.signers[0] ?? stranger },
  ]
}

/** Where the unit has the papers: up to the first step that asks somebody else. */
const lead = (steps: readonly Step[]) => {
  let own = 0
  while (own < steps.length - 1 && steps[own]?.signers.every(({ by }) => by === "unit")) own++
  return own
}

/** What has to hold of any move, made or refused: each broken rule by its name. */
export function broken(steps: readonly Step[], before: Course, move: Move, after: Course | undefined): string[] {
  const at = steps.findIndex(({ key }) => key === before.stepKey)
  const step = steps[at]
  const isOut = before.state === "underway" && at >= lead(steps) && step !== undefined
  const old = ledgerOf(steps, before.acts)
  const left = step ? missing(old, step) : []
  const objected = old.objected.has(before.stepKey)
  const turn = step?.mode === "in_turn" ? left.slice(0, objected ? 0 : 1) : left
  const last = before.acts.at(-1)
  const office = (key: string) => step !== undefined && partyOf(step, key, before.acts) === "office"
  const others = left.filter((key) => !office(key))
  const enough = step?.mode === "one" || step?.mode === "any" ? left.length === 0 || left.some(office) : true
  const added = (old.extra.get(before.stepKey) ?? []).filter((key) => left.includes(key) && !office(key))
  const mayDecide =
    isOut &&
    at === steps.length - 1 &&
    !objected &&
    (step.mode === "one" || step.mode === "any" ? enough && added.length === 0 : others.length === 0)
  const expected: Partial<Record<Move["move"], boolean>> = {
    submit: before.state === "draft",
    resubmit: before.state === "underway" && !isOut,
    withdraw: before.state === "underway",
    reject: before.state === "underway",
    pass_over: before.state === "underway",
    lose: before.state === "underway" || before.state === "passed",
    call_up: before.state === "passed",
    proceed: isOut && objected,
    decide: mayDecide,
  }
  if (move.move === "sign") expected.sign = isOut && turn.includes(move.signer)
  if (move.move === "take_back")
    expected.take_back = before.state === "underway" && last?.move === "sign" && last.signer === move.signer
  if (move.move === "return")
    expected.return = isOut && (move.to === "" || (steps.findIndex(({ key }) => key === move.to) + 1 || 99) <= at)
  const wanted = expected[move.move]
  const isRight = wanted === undefined || wanted === (after !== undefined)
  return [
    ...(isRight ? [] : [`${move.move} should be ${wanted ? "made" : "refused"}`]),
    ...(after ? led(steps, before, move, after) : []),
  ]
}

/** Where a move led to. */
function led(steps: readonly Step[], before: Course, move: Move, after: Course): string[] {
  const place = (key: string) => steps.findIndex((step) => step.key === key)
  const [was, is] = [place(before.stepKey), place(after.stepKey)]
  const now = ledgerOf(steps, after.acts)
  const old = ledgerOf(steps, before.acts)
  const left = steps[was] ? missing(now, steps[was]) : []
  const wrong: string[] = []
  const must = (holds: boolean, words: string) => holds || wrong.push(words)
  must(after.acts.length === before.acts.length + 1, "exactly one act is added")
  must(
    before.acts.every((act, at) => act === after.acts[at]),
    "nothing of the history is changed",
  )
  must(
    (after.state === "underway") === (is >= 0 || (after.state === "underway" && after.stepKey === "")),
    "a step has a name",
  )
  must(after.state === "underway" || after.stepKey === "", "who has ended stands nowhere")
  must(after.round - before.round === (move.move === "return" ? 1 : 0), "only a return begins a round")
  if (before.state === "underway" && after.state === "underway" && is > was) {
    if (move.move === "resubmit") must(is === lead(steps), "a resubmission goes to the first who is not the unit")
    else must(is === was + 1, "nobody skips a step")
    if (move.move === "sign" || move.move === "proceed")
      must(
        left.length === 0 && !now.objected.has(before.stepKey),
        "a step is passed when all have signed and nobody objects",
      )
    must(
      ["sign", "proceed", "expire", "resubmit"].includes(move.move),
      "only signing, going on and silence lead onwards",
    )
  }
  if (move.move === "sign" && is === was && was < steps.length - 1)
    must(left.length > 0 || now.objected.has(before.stepKey), "a complete step is left")
  if (move.move === "return")
    for (const { key } of steps) {
      const stays = place(key) < place(move.to)
      const signed = now.signed.get(key)
      must(
        stays ? signed?.size === old.signed.get(key)?.size : signed?.size === 0,
        `what stood before ${key} stays, the rest is asked anew`,
      )
    }
  if (move.move === "take_back")
    must(is === place(before.acts.at(-1)?.stepKey ?? ""), "it stands again where it was signed")
  if (after.state === "underway" && after.stepKey !== "" && is >= lead(steps)) {
    const step = steps[is] as Step
    const someone = missing(now, step).length > 0 || now.objected.has(step.key) || is === steps.length - 1
    must(someone, "there is always somebody whose turn it is")
  }
  return wrong
}
