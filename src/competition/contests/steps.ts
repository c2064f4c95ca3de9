import type { ContestState, EventState } from "#db/words.ts"

export const stepNames = [
  "rules",
  "registration",
  "draw",
  "panel",
  "judging",
  "sign",
  "decode",
  "publish",
  "confer",
] as const
export type StepName = (typeof stepNames)[number]
export type StepState = "done" | "current" | "todo" | "blocked"
export type Step = { readonly name: StepName; readonly state: StepState; readonly page: string }

const pages: Readonly<Record<StepName, string>> = {
  rules: "rules",
  registration: "registration",
  draw: "draw",
  panel: "panel",
  judging: "progress",
  sign: "progress",
  decode: "result",
  publish: "result",
  confer: "result",
}

/** Which steps are open in each state; those before are done, the next can be prepared, later ones must wait. */
const open: Readonly<Record<EventState, readonly StepName[]>> = {
  draft: ["rules"],
  registration: ["registration"],
  drawn: ["panel"],
  judging: ["judging"],
  signed: ["decode"],
  decoded: ["publish"],
  published: ["confer"],
}
const prepared: Readonly<Record<EventState, readonly StepName[]>> = {
  draft: ["registration"],
  registration: ["draw", "panel"],
  drawn: ["judging"],
  judging: ["sign"],
  signed: [],
  decoded: [],
  published: [],
}

/** The way of an event from its rules to its honours; nothing opens before the contest is announced. */
export function stepsOf(state: EventState, contest: ContestState): Step[] {
  const now = stepNames.findIndex((name) => open[state].includes(name))
  return stepNames.map((name, index) => {
    const waits = !prepared[state].includes(name) || (state === "draft" && contest !== "announced")
    const later = waits ? "blocked" : "todo"
    return { name, page: pages[name], state: index < now ? "done" : index === now ? "current" : later }
  })
}
