import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { type Scope, transact } from "#db/db.ts"
import { contests as contestTable } from "#db/schema/index.ts"
import { committeeStates, contestStates, eventStates, objectionStates, programmeStates } from "#db/words.ts"
import { refuse } from "#lib/result.ts"
import { sourcesFromDisk } from "../../architecture/sources.ts"
import { keys } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { ofNoState } from "./alone.ts"
import {
  type Attempts,
  elsewhere,
  ofEvents,
  ofRegister,
  ofWholeContests,
  registerStateList,
  within,
} from "./attempts.ts"
import { ofCommittees, setCommittee } from "./committees.ts"
import { nominationStates, ofNominations } from "./nominations.ts"
import { noticeTableStates, ofNotices, ofObjections } from "./notices.ts"
import { ofProgrammes, setProgramme } from "./programmes.ts"
import { type Line, type Pattern, rowsOf, table } from "./table.ts"
import { makeWorld, now, type Role, setEvent, type World } from "./world.ts"

const { db } = await freshDatabase()
const world = await makeWorld(db)
const roles = Object.keys(world.actors) as Role[]
const root: Scope = { db, keys, actor: { kind: "system", name: "test" }, now }

type Set = (scope: Scope, world: World) => Promise<unknown>

/** Who of all may do it in a state; what anybody did is rolled back before the next one tries. */
async function tried<S extends string>(attempt: Attempts<S>[string], state: S, set: Set): Promise<readonly string[]> {
  const found: string[] = []
  await transact(root, async (outer) => {
    await set(outer, world)
    await attempt.prepare?.(outer, world, state)
    for (const role of roles) {
      const answer = await transact(outer, async (inner) => {
        const done = await attempt.run({ ...inner, actor: world.actors[role] }, world, state)
        return refuse({ code: "rolled_back", done: done.ok })
      })
      found.push(!answer.ok && answer.refusal.done ? "+" : "-")
    }
    return refuse({ code: "rolled_back" })
  })
  return found
}

async function linesOf<S extends string>(
  groups: Readonly<Record<string, Attempts<S>>>,
  states: readonly S[],
  setter: (state: S) => Set,
): Promise<Line[]> {
  const lines: Line[] = []
  for (const [slice, attempts] of Object.entries(groups))
    for (const [action, attempt] of Object.entries(attempts)) {
      const columns: (readonly string[])[] = []
      for (const state of states) columns.push(await tried(attempt, state, setter(state)))
      const patterns = roles.map((role, at): [Role, Pattern] => [role, columns.map((column) => column[at]).join("")])
      lines.push(...rowsOf(slice, action, patterns))
    }
  return lines
}

const nothing = async () => {}

test("in every state of an event each command is open to exactly these", async () => {
  const lines = await linesOf(ofEvents, eventStates, (state) => (scope, w) => setEvent(scope, w, state))
  expect(lines).toEqual(table.events)
}, 300_000)

test("in every state of a contest each command is open to exactly these", async () => {
  const lines = await linesOf(ofWholeContests, contestStates, (state) => async (scope, w) => {
    await setEvent(scope, w, "registration")
    await scope.db.update(contestTable).set({ state }).where(eq(contestTable.id, w.contest.id))
  })
  expect(lines).toEqual(table.contests)
}, 120_000)

test("in every state of an entry of the register each command is open to exactly these", async () => {
  expect(await linesOf(ofRegister, registerStateList, () => nothing)).toEqual(table.register)
}, 120_000)

test("in every state of a nomination each move is open to exactly these", async () => {
  expect(await linesOf(ofNominations, nominationStates, () => nothing)).toEqual(table.nominations)
}, 300_000)

test("in every state of a committee each command is open to exactly these", async () => {
  expect(await linesOf(ofCommittees, committeeStates, setCommittee)).toEqual(table.committees)
}, 120_000)

test("in every state of a programme each command is open to exactly these", async () => {
  expect(await linesOf(ofProgrammes, programmeStates, setProgramme)).toEqual(table.programmes)
}, 120_000)

test("in every state of a notice and of an objection each command is open to exactly these", async () => {
  expect(await linesOf(ofNotices, noticeTableStates, () => nothing)).toEqual(table.notices)
  expect(await linesOf(ofObjections, objectionStates, () => nothing)).toEqual(table.objections)
}, 120_000)

test("each command on what has no state is open to exactly these", async () => {
  expect(await linesOf(ofNoState, ["any"], () => nothing)).toEqual(table.always)
}, 120_000)

/** The functions that a file exports, as `area/slice name`. */
const exportedBy = (path: string, source: string): string[] => {
  const folder = path.replace(/^src\/|\/commands\.ts$/g, "")
  const functions = /^export (?:async )?function (\w+)|^export const (\w+)(?::[^=]*)? =\s*(?:async )?[(<]/gm
  return [...source.matchAll(functions)].map(([, one, two]) => `${folder} ${one ?? two}`)
}

test("commands are found however they are written", () => {
  const source = `export function a() {}\nexport async function b<T>() {}\nfunction hidden() {}\nexport type T = 1
export const c = (scope: Scope) =>\n  1\nexport const d = async (\n) => 1\nexport const e =\n  ({ send }: M): H =>\n 1
export const f: Act = (scope) => 1\nexport const most = 20_000\nexport const acts = ["x"] as const\n`
  expect(exportedBy("src/x/y/commands.ts", source)).toEqual(["a", "b", "c", "d", "e", "f"].map((one) => `x/y ${one}`))
})

test("every command of the tree stands in a table, or is a step of another command", () => {
  const files = sourcesFromDisk("src", /(^|\/)commands\.ts$/)
  const exported = [...files].flatMap(([path, source]) => exportedBy(path, source))
  const lines = [
    ...table.events,
    ...table.contests,
    ...table.register,
    ...table.committees,
    ...table.notices,
    ...table.objections,
    ...table.programmes,
    ...table.nominations,
    ...table.always,
  ]
  const moves = ["announce", "close"]
  const named = lines.map(({ slice, action }) => [slice, moves.includes(action) ? "moveContest" : action] as const)
  const moving = [["honours/nominations", "moveNomination"] as const, ["honours/programmes", "moveProgramme"] as const]
  const rows = [...named, ...moving]
  const steps = [within, elsewhere].flatMap((list) =>
    Object.entries(list).flatMap(([folder, names]) => names.map((name) => `${folder} ${name}`)),
  )
  // A row names the slice, or the part of it whose commands.ts it is.
  const inRows = (one: string) => rows.some(([slice, name]) => one.startsWith(slice) && one.endsWith(` ${name}`))
  expect(exported.length).toBeGreaterThan(80)
  expect(exported.filter((one) => !steps.includes(one) && !inRows(one))).toEqual([])
  expect(steps.filter((one) => !exported.includes(one))).toEqual([])
})
