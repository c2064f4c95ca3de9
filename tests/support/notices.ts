import { actorOfAccount } from "#accounts/actors.ts"
import type { Db, Scope } from "#db/db.ts"
import { dayOf } from "#lib/dates.ts"
import { type Given, openNotice } from "#notices/issuing/commands.ts"
import { rowsOfText } from "#notices/issuing/rows.ts"
import { objectTo } from "#notices/objections/commands.ts"
import type { ObjectionForm } from "#notices/objections/forms.ts"
import { keys } from "./app.ts"

/** Friday 26 April 2024: five working days end on Monday 6 May (domain 1.6-c). */
export const friday = new Date("2024-04-26T01:00:00Z")

export const listed =
  "周敏,江城机床厂,钳工,五一劳动奖章\n王建国,江城港务局,电工,五一劳动奖章\n赵一鸣,江城热电厂,焊工,五一劳动奖章"

export const given = (unitId: number, more: Partial<Given> = {}): Given => ({
  unitId,
  title: "2024年江城五一劳动奖章拟表彰对象公示",
  basis: "经基层推荐、逐级审核，现予公示。",
  address: "江城市人民路1号",
  phone: "0512-12351",
  mail: "pingxuan@jiangcheng.example",
  workingDays: 5,
  closingTime: "24:00",
  afterNoticeId: null,
  rows: rowsOfText(listed),
  order: "given",
  onUpheld: "strike",
  ...more,
})

export const objection = (more: Partial<ObjectionForm> = {}): ObjectionForm => ({
  once: "0".repeat(32),
  list: 1,
  row: 1,
  named: "yes",
  name: "李四",
  contact: "江城市解放路2号",
  mail: "",
  text: "事迹与实际不符。",
  ...more,
})

export const noFiles = { keep: undefined, files: [], lang: "zh-CN" }

/** The scope of an account at a moment. */
export async function scopeAs(db: Db, accountId: number, now = friday): Promise<Scope> {
  const system = { db, keys, actor: { kind: "system", name: "test" } as const, now }
  const actor = await actorOfAccount(system, accountId)
  if (!actor) throw new Error("no such account")
  return { ...system, actor }
}

let serial = 0

/** A notice that is open from the scope's own day; gives its id. */
export async function makeNotice(scope: Scope, unitId: number, more: Partial<Given> = {}): Promise<number> {
  const subject = { kind: "test", id: `${++serial}`, step: "notice" }
  const firstDay = dayOf(scope.now)
  const opened = await openNotice(scope, subject, given(unitId, more), { firstDay, confirmed: true })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value.id
}

/** An objection by anybody; gives its receipt. */
export async function makeObjection(scope: Scope, notice: number, more: Partial<ObjectionForm> = {}) {
  const once = `${++serial}`.padStart(32, "0")
  const made = await objectTo({ ...scope, actor: { kind: "public" } }, notice, objection({ once, ...more }), noFiles)
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}
