import { abilities, contestAbilities } from "#accounts/abilities.ts"
import { contestStates, eventStates } from "#db/words.ts"
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

const ofLines = (states: readonly string[], lines: readonly Line[]) =>
  markdown(
    ["command", "who", ...states],
    lines.map(({ slice, action, who, states: pattern }) => [
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
    ofLines(["always"], table.always),
  ].join("\n\n")
