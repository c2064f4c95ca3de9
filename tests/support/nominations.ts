import type { Db } from "#db/db.ts"
import { allotments, programmeDefinitions, type programmes } from "#db/schema/index.ts"
import type { RecipientKind } from "#db/words.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { threeNotices } from "../honours/nominations/course/routes.ts"
import type { Browser } from "./app.ts"
import { makeHonour, makeProgramme } from "./honours.ts"
import { pdf, png, type Sent, sendForm } from "./uploads.ts"

type Unit = { readonly id: number }
export type Selection = Awaited<ReturnType<typeof makeSelection>>

/** An open selection of a city with a medal, a certificate and a pioneer team, and seats for one recommending unit. */
export async function makeSelection(
  db: Db,
  office: Unit,
  recommender: Unit,
  {
    slug = "may-day",
    seats = 2,
    ...more
  }: Partial<Definition> & { slug?: string; seats?: number; programme?: Partial<typeof programmes.$inferInsert> } = {},
) {
  const { programme: facts, ...changed } = more
  const kinds: readonly (readonly [string, RecipientKind])[] = [
    ["medal", "person"],
    ["certificate", "unit"],
    ["pioneer", "team"],
  ]
  const offered = kinds.map(([name]) => ({
    honour: `${slug}-${name}`,
    seats: 20,
    differential: { perSeat: "1", rounding: "down" as const },
  }))
  const definition: Definition = { ...threeNotices, honours: offered, opinions: threeNotices.opinions, ...changed }
  const programme = await makeProgramme(db, office, slug, facts)
  const createdAt = new Date("2026-01-01T00:00:00Z")
  await db
    .insert(programmeDefinitions)
    .values({ programmeId: programme.id, number: 1, definition, reason: "", createdAt })
  const honours: Record<string, Awaited<ReturnType<typeof makeHonour>>> = {}
  for (const [at, [name, recipientKind]] of kinds.entries()) {
    const honour = await makeHonour(db, office, `${slug}-${name}`, { recipientKind, rank: at + 1 })
    honours[name] = honour
    await db
      .insert(allotments)
      .values({ programmeId: programme.id, unitId: recommender.id, honourId: honour.id, seats, typed: {} })
  }
  const { medal, certificate, pioneer } = honours
  if (!medal || !certificate || !pioneer) throw new Error("no honours")
  return { programme, definition, medal, certificate, pioneer }
}

const deeds = "十七年坚守炼钢一线，改进转炉操作法，节约成本三百万元。"
/** What an operator types into each section. */
export const typedPapers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  basic: {
    politics: "party_member",
    education: "college",
    nativePlace: "江苏南通",
    worksSince: "2008-07",
    professionalTitle: "",
    rank: "none",
  },
  unit: { headcount: "820", unionFounded: "1998-05-01", unionMembers: "800", head: "周建国", address: "" },
  team: { members: "12", women: "3", migrants: "4", leader: "吴敏", shiftTeam: "yes" },
  resume: { resume: "2008-07 至今 临江机械厂 炼钢工" },
  honours: { others: "" },
  deeds: { summary: deeds, full: deeds.repeat(3), contribution: "" },
  democracy: {
    meeting: "workers_congress",
    heldOn: "2026-02-02",
    entitled: "60",
    present: "58",
    votesFor: "57",
    votesAgainst: "0",
    abstained: "1",
  },
  notice: { from: "2026-02-03", until: "2026-02-09", place: "厂区公告栏", outcome: "no_objection" },
}

const files: Readonly<Record<string, readonly [string, Sent]>> = {
  democracy: ["minutes", { name: "决议.pdf", bytes: pdf() }],
  notice: ["notice_proof", { name: "公示证明.pdf", bytes: pdf() }],
  photo: ["photo", { name: "照片.png", bytes: png() }],
}

const idIn = (answer: Response) => Number(/nominations\/(\d+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? 0)

export const begin = async (
  browser: Browser,
  selection: Selection,
  who: Record<string, string>,
  honour = selection.medal,
) =>
  idIn(
    await browser.post("/manage/nominations", {
      programme: `${selection.programme.id}`,
      honour: `${honour.id}`,
      ...who,
    }),
  )

/** Fills in every section as its page does, except some. */
export async function fillPapers(browser: Browser, id: number, kind: RecipientKind, except: readonly string[] = []) {
  const base = `/manage/nominations/${id}`
  const keys =
    kind === "person"
      ? ["basic", "resume", "honours", "deeds", "democracy", "notice", "photo"]
      : ["basic", "honours", "deeds", "democracy", "notice"]
  for (const key of keys.filter((one) => !except.includes(one))) {
    const typed = typedPapers[key === "basic" && kind !== "person" ? kind : key]
    if (typed) await browser.post(`${base}/sections/${key}`, { version: "0", ...typed })
    const [purpose, file] = files[key] ?? []
    if (purpose && file) await sendForm(browser, `${base}/sections/${key}/files/${purpose}`, {}, { [purpose]: [file] })
  }
}

/** The nominee answers behind the link of the letter. */
export async function consent(browser: Browser, nominee: Browser, id: number, answer: "yes" | "no" = "yes") {
  const letter = await (await browser.post(`/manage/nominations/${id}/consent`)).text()
  const code = /data-code="([^"]+)"/.exec(letter)?.[1] ?? ""
  return {
    code,
    answer: await nominee.post("/consent/answer", { code, answer, scope: ["notice", "board"], words: "" }),
  }
}
