import type { Scope } from "#db/db.ts"
import type { KeyedRow } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { type Given, openNotice } from "#notices/issuing/commands.ts"
import { noticeById } from "#notices/issuing/queries.ts"
import { closeNotice } from "#notices/issuing/running/commands.ts"
import { objectTo } from "#notices/objections/commands.ts"
import { assign } from "#notices/objections/investigation/commands.ts"
import { demoUnits } from "./city.ts"
import { done } from "./done.ts"
import type { City, Somebody } from "./people.ts"

const day = 86_400_000

const rowOf = ({ name, unit, post }: Somebody, award: string): KeyedRow => ({
  key: `${unit} ${name}`,
  name,
  unit: demoUnits.find(({ key }) => key === unit)?.name ?? "",
  post,
  award,
  note: "",
})

/** What somebody objects to; sealed in the database. */
export const demoObjection = "材料里写的改进项目是班组共同完成的，请核实个人贡献。"

/** Every ninth worker from one on, each name once. */
function nominees({ people }: City, from: number, count: number, award: string): KeyedRow[] {
  const rows = people.filter((_, at) => at > 40 && at % 9 === from).map((one) => rowOf(one, award))
  return rows.filter((row, at) => rows.findIndex(({ name }) => name === row.name) === at).slice(0, count)
}

const given = ({ unitIds }: City, title: string, rows: readonly KeyedRow[]): Given => ({
  unitId: unitIds.get(demoUnits[0]?.key ?? "") ?? 0,
  title,
  basis:
    "根据评选表彰工作安排，经基层民主推荐、逐级审核和评选委员会评审，现将拟表彰对象予以公示，接受社会监督。\n公示期内，任何单位和个人均可反映情况和问题。",
  address: "澜江市人民路1号 市总工会评选表彰办公室",
  phone: "0599-12351",
  mail: "pingxuan@lanjiang.example",
  workingDays: 5,
  closingTime: "17:00",
  afterNoticeId: null,
  rows,
  order: "stroke",
  onUpheld: "strike",
})

async function opened(city: City, scope: Scope, id: string, title: string, rows: readonly KeyedRow[]) {
  const begun = { firstDay: dayOf(scope.now), confirmed: true }
  return done(await openNotice(scope, { step: "notice", id, kind: "hand" }, given(city, title, rows), begun)).id
}

/** One notice that ended without an objection, and one that is up, with an objection that is being looked into. */
export async function announce(city: City, today: Date): Promise<void> {
  const at = (days: number) => city.as("honours", new Date(today.getTime() - days * day))
  const year = dayOf(today).slice(0, 4)
  const before = await at(60)
  const craftsmen = nominees(city, 1, 10, "澜江工匠")
  const ended = await opened(city, before, "craftsmen", `${year}年“澜江工匠”拟命名人选公示`, craftsmen)
  const ending = { version: 2, ending: "公示期满，没有收到异议。" }
  done(await closeNotice(await at(40), ended, ending))
  const medals = nominees(city, 4, 18, "澜江市五一技术标兵")
  const up = await opened(city, await at(1), "medals", `${year}年澜江市五一技术标兵拟表彰对象公示`, medals)
  await object(city, up, today)
}

async function object(city: City, notice: number, today: Date): Promise<void> {
  const now = new Date(today.getTime() - day / 4)
  const scope = { ...(await city.as("honours", now)), now }
  const list = (await noticeById(scope, notice))?.list
  if (!list || now >= list.endsAt) return
  const form = {
    ...{ once: "d".repeat(32), list: 1, row: 3, named: "yes" as const },
    ...{ name: "车间工友", contact: "澜江市解放路2号", mail: "" },
    text: demoObjection,
  }
  const sent = { keep: undefined, files: [], lang: "zh-CN" }
  const { id } = done(await objectTo({ ...scope, actor: { kind: "public" } }, notice, form, sent))
  done(await assign(scope, { notice, objection: id, version: 1 }, "市总工会劳动和经济工作部 何清"))
}
