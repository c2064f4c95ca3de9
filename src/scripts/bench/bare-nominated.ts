import postgres from "postgres"
import { actorOfAccount } from "#accounts/actors.ts"
import { type Scope, transact } from "#db/db.ts"
import { openDatabase } from "#db/open.ts"
import { createUnit } from "#directory/organisations/commands.ts"
import { createProgramme } from "#honours/programmes/commands.ts"
import { cityMayDay } from "#honours/programmes/presets/may-day.ts"
import { addHonour } from "#honours/register/commands.ts"
import { listConferringUnits } from "#honours/register/queries.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { newKey } from "#secrets/key-file.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { staff } from "../replay/server.ts"
import { makeDatabase } from "./database.ts"

const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"]
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"]
const years = [2022, 2023, 2024, 2025, 2026]
const states = ["draft", "underway", "underway", "underway", "honoured", "passed"]

/** A database in which so many nominations of five years stand, with forty recommending units, and the officer's key. */
export async function makeNominated(admin: string, count: number) {
  const { url, drop } = await makeDatabase(admin, `nominated_${count}`)
  const key = newKey()
  const opened = await openDatabase({ databaseUrl: url, dataDir: "" })
  const world = { db: opened.db, keys: keyringOf([key]) }
  await staff(world, crypto.randomUUID())
  const scope: Scope = { ...world, actor: { kind: "system", name: "bench" }, now: new Date() }
  const actor = await actorOfAccount(scope, 1)
  if (!actor) throw new Error("no officer")
  const made = await transact({ ...scope, actor }, selections)
  if (!made.ok) throw new Error(made.refusal.code)
  await opened.close()
  await nominate(url, count)
  return { url, key, drop }
}

const done = <T>(made: Result<T>): T => {
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

/** Forty units that recommend, the honours of a city, and a selection of each year. */
async function selections(scope: Scope) {
  const [root] = await listConferringUnits(scope)
  const unitId = root?.id ?? 0
  const plain = { regionCode: "", industryCode: "", creditCode: "", sortKeyOverride: "", version: 0, parent: unitId }
  for (let at = 0; at < 40; at++) {
    const names = { name: `第${at}区总工会`, shortName: `第${at}区` }
    done(
      await createUnit(scope, {
        ...plain,
        ...names,
        kind: "federation",
        level: "district",
        ownership: "organ",
      } as const),
    )
  }
  const terms = { level: "municipal", conferredBy: "重放", conferringUnitId: unitId } as const
  for (const [rank, { honour: slug }] of cityMayDay.definition.honours.entries())
    done(await addHonour(scope, { ...terms, slug, titleZh: slug, titleEn: slug, recipientKind: "team", rank }))
  for (const year of years) {
    const titles = { titleZh: `${year}年评选`, titleEn: `Selection ${year}`, slug: `${year}-may-day` }
    const facts = { ...titles, year, unitId, batch: "regular", opensAt: null, closesAt: null } as const
    done(await createProgramme(scope, facts, { definition: cityMayDay.definition, names: {} }))
  }
  return ok(undefined)
}

/** Teams, each with a name of its own; a third stand on the route, of which some are late. */
async function nominate(url: string, count: number): Promise<void> {
  const sql = postgres(url, { max: 1 })
  const { 0: ids } = await sql`select (select array_agg(id) from units where parent_id is not null) as units,
    (select array_agg(id) from honours) as honours, (select array_agg(id) from programmes) as programmes`
  const pick = (list: readonly number[], at: number) => list[at % list.length] as number
  const rows = Array.from({ length: count }, (_, at) => {
    const name = `${surnames[at % 20]}${given[(at * 7) % 20]}${given[Math.floor(at / 20) % 20]}${at}班`
    const state = states[at % states.length] as string
    const unit = pick(ids?.units, Math.floor(at / 3))
    return {
      ...{ programme_id: pick(ids?.programmes, Math.floor(at / (count / years.length))), state, name, team_name: name },
      ...{ honour_id: pick(ids?.honours, at), unit_id: unit, recommending_unit_id: unit, recipient_kind: "team" },
      ...{ profile: "{}", seat: "regular", step_key: state === "underway" ? "first_review" : "" },
      due_at: at % 2 === 0 ? new Date(Date.now() + ((at % 40) - 10) * 86_400_000) : null,
      ...{ search_key: searchKey(name, "unit"), created_at: new Date() },
      ...{ sort_pinyin: sortKeys(name, "unit").sortPinyin, sort_stroke: sortKeys(name, "unit").sortStroke },
    }
  })
  for (let at = 0; at < count; at += 2000) await sql`insert into nominations ${sql(rows.slice(at, at + 2000))}`
  await sql`vacuum analyze nominations`
  await sql.end()
}
