import { record } from "#audit/record.ts"
import { createEvent, moveEvent } from "#competition/contests/commands.ts"
import { type EventRow, findContest, type ManagedContest } from "#competition/contests/queries.ts"
import { importSeats } from "#competition/judging/panel/commands.ts"
import { importPanelChanges } from "#competition/judging/sheets/commands.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { importEntries } from "#competition/registration/coded/commands.ts"
import { type Scope, transact } from "#db/db.ts"
import { addPlaceholders } from "#directory/people/commands.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { seatsOf } from "./panel.ts"

/** Names for what the bundle knows by code only, in the words of the page's language. */
export type RehearsalWords = {
  readonly person: (code: string) => string
  readonly post: string
  readonly reason: string
}

const untitled = { nodes: {}, values: {}, prizes: {} }

function eventOf(bundle: Bundle, code: string) {
  const { title } = bundle.event
  return {
    code,
    titleZh: title?.["zh-CN"] ?? title?.en ?? code,
    titleEn: title?.en ?? "",
    occupationCode: null,
    entrantGroup: "open" as const,
    eligibility: {},
    perUnitLimit: null,
    capacity: null,
    showsJudgeMarks: false,
  }
}

async function enter(scope: Scope, host: ManagedContest, event: EventRow, bundle: Bundle, words: RehearsalWords) {
  const unitId = host.contest.hostUnitId
  const names = bundle.entries.map(({ code }) => words.person(code))
  const people = await addPlaceholders(scope, unitId, words.post, names)
  const entrants = bundle.entries.map(({ code, status, team }) => {
    const personId = people.get(words.person(code))
    if (personId === undefined) throw new Error("a placeholder was not made")
    return { code, status, team, personId }
  })
  return importEntries(scope, { id: event.id, unitId }, entrants)
}

const drawn = async (scope: Scope, event: EventRow): Promise<Result<EventRow>> => {
  const opened = await moveEvent(scope, event, "open")
  return opened.ok ? moveEvent(scope, opened.value, "draw") : opened
}

/** Sets an event up whole from a contest bundle: rules, coded entries, teams, panel changes and seats, but no marks. */
export async function rehearse(
  scope: Scope,
  contestId: number,
  given: { bundle: Bundle; code: string },
  words: RehearsalWords,
) {
  const { bundle, code } = given
  const { scheme, ranking, advance, prizes, teams } = bundle
  const rules = { scheme, ranking, ...(advance && { advance }), ...(prizes && { prizes }), ...(teams && { teams }) }
  return transact<EventRow, Refusal>(scope, async (inner) => {
    const host = await findContest(inner, contestId)
    if (!host) return refuse({ code: "not_found" })
    const made = await createEvent(inner, contestId, eventOf(bundle, code || bundle.event.code), {
      rules,
      titles: untitled,
    })
    if (!made.ok) return made
    const ids = await enter(inner, host, made.value, bundle, words)
    const panels = Object.entries(bundle.panels ?? {}).flatMap(([nodeKey, sizes]) =>
      Object.entries(sizes).map(([entry, size]) => ({ nodeKey, entryId: ids.get(entry) ?? 0, size })),
    )
    await importSeats(inner, made.value, host.contest.endsOn, seatsOf(bundle))
    await importPanelChanges(inner, made.value.id, panels, words.reason)
    const ready = await drawn(inner, made.value)
    if (!ready.ok) return ready
    await record(inner, "rehearsal.set_up", { kind: "event", id: ready.value.id }, { entries: ids.size })
    return ok(ready.value)
  })
}
