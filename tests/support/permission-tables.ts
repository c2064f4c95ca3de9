import { abilities, contestAbilities } from "#accounts/abilities.ts"
import { committeeStates, contestStates, eventStates, objectionStates, programmeStates } from "#db/words.ts"
import { type DutyKind, dutyKinds } from "#lib/actor.ts"
import { type Line, table } from "../accounts/states/table.ts"

/** The letters of the tables, in their order. */
export const roles = {
  A: "administrator of the host unit or above",
  C: "contest officer of the host unit or above",
  O: "contest officer of this contest alone",
  H: "honours officer of the host unit or above",
  U: "operator of the unit itself",
  R: "auditor of the host unit or above",
  J: "judge",
  S: "scorekeeper",
  L: "head judge",
  X: "somebody with every duty in another district",
  M: "member of a committee, on a tablet",
  P: "nobody signed in",
} as const

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n")

const sign = (able: boolean) => (able ? "+" : "–")

const ofDuties = () =>
  markdown(
    ["ability", ...dutyKinds, "contest officer in one contest"],
    Object.entries(abilities).map(([ability, kinds]) => [
      ability,
      ...dutyKinds.map((kind) => sign((kinds as readonly DutyKind[]).includes(kind))),
      sign((contestAbilities as readonly string[]).includes(ability)),
    ]),
  )

/** Commands of a slice that are open to the same people in the same states stand in one row. */
const together = (lines: readonly Line[]): Line[] => {
  const rows = new Map<string, Line>()
  for (const line of lines) {
    const key = `${line.slice} ${line.who} ${line.states}`
    const before = rows.get(key)
    rows.set(key, before ? { ...line, action: `${before.action}, ${line.action}` } : line)
  }
  return [...rows.values()]
}

const ofLines = (states: readonly string[], lines: readonly Line[]) =>
  markdown(
    ["command", "who", ...states],
    together(lines).map(({ slice, action, who, states: pattern }) => [
      `${slice} ${action}`,
      [...who].join(" "),
      ...[...pattern].map((one) => sign(one === "+")),
    ]),
  )

/** Everything that the README of the accounts shows as tables. */
export const permissionTables = (): string =>
  [
    ofDuties(),
    Object.entries(roles)
      .map(([letter, name]) => `**${letter}** ${name}`)
      .join(" · "),
    ofLines(eventStates, table.events),
    ofLines(contestStates, table.contests),
    ofLines(["visible", "waiting", "revoked"], table.register),
    ofLines(programmeStates, table.programmes),
    ofLines(["draft", "reviewed", "returned", "passed over", "ended"], table.nominations),
    ofLines(committeeStates, table.committees),
    ofLines(["draft", "open", "period over", "closed", "withdrawn"], table.notices),
    ofLines(objectionStates, table.objections),
    ofLines(["always"], table.always),
  ].join("\n\n")
