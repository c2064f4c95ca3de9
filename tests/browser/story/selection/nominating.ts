import { randomBytes } from "node:crypto"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import type { Scope } from "#db/db.ts"
import type { RecipientKind } from "#db/words.ts"
import { answerConsent, askConsent } from "#honours/nominations/consent/commands.ts"
import { attachFile, saveSection } from "#honours/nominations/papers/commands.ts"
import { codeFrom } from "#lib/codes.ts"
import type { World } from "#main/boot.ts"
import { typedPapers } from "../../../support/nominations.ts"
import { pdf, png } from "../../../support/uploads.ts"
import { fill, idIn, press, type Story, send, sendWith } from "../teller.ts"
import { type City, nominees } from "./city.ts"

const order: readonly RecipientKind[] = ["person", "unit", "team"]

/** Chooses the selection, the honour and the nominee; gives the number of the nomination. */
async function start(page: Page, kind: RecipientKind): Promise<string> {
  await page.goto("/manage/nominations/new")
  await press(page, ".choice-list a")
  await press(page, `.choice-list li:nth-child(${order.indexOf(kind) + 1}) a`)
  if (kind === "person") await press(page, 'main button[name="person"]')
  else if (kind === "team") await sendWith(page, { team: nominees.team })
  else await send(page)
  return idIn(page, "nominations")
}

const proofs: Readonly<Record<string, readonly [string, () => File]>> = {
  democracy: ["minutes", () => new File([pdf()], "职代会决议.pdf")],
  notice: ["notice_proof", () => new File([pdf()], "公示无异议证明.pdf")],
  photo: ["photo", () => new File([png()], "照片.png")],
}

/** The papers come by commands: their pages have tests of their own. */
async function fillIn(world: World, account: number, id: number, kind: RecipientKind): Promise<void> {
  const system: Scope = { ...world, actor: { kind: "system", name: "story" }, now: new Date() }
  const actor = await actorOfAccount(system, account)
  if (!actor || !world.files) throw new Error("no operator")
  const scope = { ...system, actor }
  const keep = { store: world.files, random: (length: number) => new Uint8Array(randomBytes(length)) }
  const own = kind === "person" ? ["resume", "photo"] : []
  for (const key of ["basic", "honours", "deeds", "democracy", "notice", ...own]) {
    const typed = typedPapers[key === "basic" && kind !== "person" ? kind : key]
    if (typed) await saveSection(scope, id, key, { version: 0, typed })
    const [purpose, file] = proofs[key] ?? []
    if (purpose && file) await attachFile(scope, keep, id, { purpose, upload: file() })
  }
  if (kind !== "person") return
  const code = codeFrom(keep.random(64), 16)
  await askConsent(scope, id, code)
  await answerConsent(
    { ...scope, actor: { kind: "public" } },
    { code, accepts: true, scopes: ["notice", "board"], words: "" },
  )
}

/** Checks the answers and submits them; a double click submits once, and the back button leads to the receipt. */
async function submit(story: Story, page: Page, id: string): Promise<void> {
  await page.goto(`/manage/nominations/${id}/check`)
  await story.shot(page, `check-${id}`)
  await page.dblclick('main form[action$="/submission"] button')
  await page.waitForURL(/\/receipt$/)
  const receipt = await page.locator("main").innerText()
  await page.goBack()
  await page.waitForURL(/\/receipt$/)
  expect(await page.locator("main").innerText()).toBe(receipt)
}

/** Two tabs of one section: the second sees what the first has kept beside what it typed, and nothing is lost. */
async function twoTabs(page: Page, id: string): Promise<void> {
  const section = `/manage/nominations/${id}/sections/deeds`
  const other = await page.context().newPage()
  await Promise.all([page.goto(section), other.goto(section)])
  await sendWith(page, { contribution: "第一个窗口" }, 'main button[value="stay"]')
  await fill(other, { contribution: "第二个窗口" })
  await press(other, 'main button[value="stay"]')
  const text = await other.locator("main").innerHTML()
  expect([text.includes("第一个窗口"), text.includes("第二个窗口")]).toEqual([true, true])
  await other.close()
}

/** Nominates a person, a unit and a team of it, and submits all three. */
export async function nominate(story: Story, page: Page, world: World, { operatorId }: City) {
  const ids: Record<string, string> = {}
  for (const kind of order) {
    const id = await start(page, kind)
    ids[kind] = id
    await fillIn(world, operatorId, Number(id), kind)
    if (kind === "person") await twoTabs(page, id)
    await submit(story, page, id)
  }
  await page.goto("/manage/nominations")
  await story.shot(page, "nominated")
  return ids as Readonly<Record<"person" | "unit" | "team", string>>
}

/** Papers that came back show why and until when; they go on their way again after they were looked at. */
export async function resubmit(story: Story, page: Page, id: string): Promise<void> {
  await page.goto(`/manage/nominations/${id}`)
  expect(await page.locator(".notice.warn").first().innerText()).toContain("票数")
  await story.shot(page, "returned")
  await page.goto(`/manage/nominations/${id}/check`)
  await send(page, 'main form[action$="/submission"] button')
}
