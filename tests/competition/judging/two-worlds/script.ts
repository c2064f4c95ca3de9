import { unzipSync } from "fflate"
import { writeSheet } from "#files/xlsx.ts"
import type { Browser } from "../../../support/app.ts"
import type { World } from "./world.ts"

/** One answer as it went over the wire. */
export type Told = { readonly asked: string; readonly status: number; readonly headers: string; readonly body: string }

const operation = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`
const place = { entry: "A001", slot: "finish" }

/** What fills the parameters of a route; whatever else a route may ask for gets a code. */
const samples: Readonly<Record<string, string>> = { slot: "finish", operation: operation(1), file: "sw.js" }
const filled = (path: string) => path.replace(/:(\w+)(\{[^}]*\})?\??/g, (_, name) => samples[name] ?? "A001")

/** Every address of the judges' side, as the router itself knows them. */
export const judgeRoutes = (app: World["app"]): string[] => {
  const own = app.routes.filter(({ path, method }) => /^\/judge(\/|$|[.-])/.test(path) && method !== "ALL")
  return [...new Set(own.map(({ method, path }) => `${method} ${filled(path)}`))]
    .filter((one) => !one.includes("*"))
    .sort()
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

/** The bytes of an answer; of a workbook those of its parts, since the archive around them tells when it was made. */
const textOf = (bytes: Uint8Array): string =>
  latin(bytes).startsWith("PK")
    ? JSON.stringify(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, latin(part)]))
    : latin(bytes)

type Ask = (who: string, asked: string, init?: RequestInit) => Promise<Told>

function askerOf({ browser, seat }: World): Ask {
  const tablets = new Map<string, Browser>()
  const tabletOf = (who: string) => {
    const [alias = "", lang = "zh-CN"] = who.split(" ")
    const known = tablets.get(who) ?? browser({ lang, ...(alias !== "nobody" && { judge: seat(alias).token }) })
    tablets.set(who, known)
    return known
  }
  return async (who, asked, init = {}) => {
    const [method = "GET", path = ""] = asked.split(" ")
    const headers = { "Sec-Fetch-Site": "same-origin", ...(init.headers as Record<string, string>) }
    const answer = await tabletOf(who).ask(path, { ...init, method, headers })
    const body = textOf(new Uint8Array(await answer.arrayBuffer()))
    const told = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n")
    return { asked: `${who}: ${asked} ${init.body ?? ""}`, status: answer.status, headers: told, body }
  }
}

const form = (values: Record<string, string>): RequestInit => ({ body: new URLSearchParams(values) })
const json = (value: unknown): RequestInit => ({
  body: JSON.stringify(value),
  headers: { "Content-Type": "application/json" },
})
const sent = (...operations: object[]) => json({ operations })
const mark = (n: number, more: object = {}) => ({
  id: operation(n),
  kind: "mark",
  ...place,
  value: "8",
  seenVersion: 0,
  ...more,
})

const sheet = async (rows: string[][]): Promise<RequestInit> => {
  const body = new FormData()
  body.append("file", new File([await writeSheet(rows)], "marks.xlsx"))
  return { body }
}

const marking: readonly (readonly [who: string, asked: string, init?: RequestInit])[] = [
  ["J1", "POST /judge/operations", sent(mark(1))],
  ["J1", "POST /judge/operations", sent(mark(1))],
  ["J1", "POST /judge/operations", sent(mark(1, { value: "9" }))],
  ["J1", "POST /judge/operations", sent(mark(2, { value: "7.5" }))],
  [
    "J1",
    "POST /judge/operations",
    sent(mark(3, { value: "7", seenVersion: 1 }), mark(4, { entry: "A002", value: "9" })),
  ],
  [
    "J1",
    "POST /judge/operations",
    sent(mark(5, { entry: "A003" }), mark(6, { value: "1000" }), mark(7, { slot: "theory" })),
  ],
  [
    "J1",
    "POST /judge/operations",
    sent({ ...mark(8, { seenVersion: 2 }), kind: "remark", value: "7.5", reason: "复核" }),
  ],
  ["J1", "POST /judge/operations", sent({ id: operation(9), kind: "clear", ...place, seenVersion: 3 })],
  ["J1", "POST /judge/operations", sent({ id: operation(10), kind: "call", entry: "A002", note: "look" })],
  ["J1", "POST /judge/operations", sent(mark(11, { seat: 2 }), mark(12, { seat: 999 }))],
  ["J1", "POST /judge/operations", sent({ id: "x" })],
  ["J1", "POST /judge/operations", { body: "{", headers: { "Content-Type": "application/json" } }],
  ["J1", "POST /judge/operations", json({ device: { unsent: 3, sentAt: "2026-05-02T00:00:00Z" }, operations: [] })],
  ["J1", "POST /judge/entries/A001/finish", form({ id: operation(20), seen: "4", value: "8.5", act: "next" })],
  ["J1", "POST /judge/entries/A001/finish", form({ id: operation(21), seen: "1", value: "6", act: "next" })],
  ["J1", "POST /judge/entries/A001/finish", form({ id: operation(22), seen: "5", value: "x", act: "next" })],
  ["J1", "POST /judge/entries/A002/safety", form({ id: operation(23), seen: "0", value: "4", act: "next" })],
  ["J2", "POST /judge/operations", sent(mark(30), mark(31, { entry: "A002", value: "6" }))],
  ["J3", "POST /judge/operations", sent(mark(32), mark(33, { entry: "A002", value: "5" }))],
  ["J2", "GET /judge/session"],
  ["J2", "POST /judge/sheet/signature"],
  ["J2", "POST /judge/operations", sent(mark(34, { seenVersion: 1, value: "3" }))],
  ["H1", "GET /judge/tray"],
  ["H1", `POST /judge/tray/${operation(10)}/settlement`, form({ act: "set_aside", seen: "0", reason: "看过" })],
  ["H1", "POST /judge/progress/status", form({ entry: "A002", status: "withdrawn", reason: "离场" })],
  ["H1", "POST /judge/progress/reopening", form({ seat: "J2", reason: "更正" })],
  ["H1", "POST /judge/progress/signature"],
]

/** The whole script in one world: every judge marks, errs and signs, and every address is asked by everybody. */
export async function playScript(world: World): Promise<Told[]> {
  const ask = askerOf(world)
  const told: Told[] = []
  const imported = await sheet([
    ["编码", "theory"],
    ["A001", "86.5"],
    ["A009", "1"],
  ])
  for (const [who, asked, init] of marking) told.push(await ask(who, asked, init))
  const upload = await ask("S1", "POST /judge/sheet/import", imported)
  told.push({ ...upload, asked: "S1: POST /judge/sheet/import" })
  for (const who of ["nobody", "J1", "S1", "H1", "J3 en"])
    for (const asked of judgeRoutes(world.app)) if (asked.startsWith("GET")) told.push(await ask(who, asked))
  // At the end, since signing out and taking over are among them.
  for (const who of ["nobody", "J2", "S1", "H1"])
    for (const asked of judgeRoutes(world.app)) if (!asked.startsWith("GET")) told.push(await ask(who, asked, form({})))
  const { code } = world.seat("J3")
  for (const path of ["/judge/", "/judge/take-over"]) told.push(await ask("nobody", `POST ${path}`, form({ code })))
  told.push(await ask("J3", "GET /judge/entries"), await ask("J3", "POST /judge/operations", sent()))
  return told
}

/** Where two worlds can be told apart: the requests whose answers differ, with the part that does. */
export const differences = (one: readonly Told[], other: readonly Told[]): string[] =>
  one.flatMap((told, at) => {
    const twin = other[at]
    const parts = (["asked", "status", "headers", "body"] as const).filter((part) => told[part] !== twin?.[part])
    return parts.map((part) => `${told.asked}: ${part}`)
  })
