import { eq } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { expect, test } from "vitest"
import { changeRules } from "#competition/contests/commands.ts"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { changePanel, findStatus, signSheet } from "#competition/judging/sheets/commands.ts"
import { connect } from "#db/connect.ts"
import type { Db } from "#db/db.ts"
import { auditEntries, markOperations, marks } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { at, makeEvent, officerScope, operationId, rules, seatPanel } from "./world.ts"

const { db, url } = await freshDatabase()
const titles = { nodes: {}, values: {}, prizes: {} }

test.skipIf(!onPostgres())(
  "twenty tablets at one mark: each version has one winner, nothing is doubled (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db)
    const seat = await seatPanel(db, world.eventId)
    const pools = Array.from({ length: 20 }, () => connect(url, 1))
    const scopes = pools.map((pool) => ({ ...seat("J1").scope(), db: pool.db }))
    for (let version = 0; version < 10; version++) {
      const answers = await Promise.all(
        scopes.map((scope, tablet) =>
          saveMark(scope, {
            id: operationId(),
            entry: "A001",
            slot: "finish",
            value: String(((tablet + version) % 20) / 2),
            seenVersion: version,
          }),
        ),
      )
      const codes = answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code)).sort()
      expect(codes.filter((code) => code === "stale").length).toBeGreaterThanOrEqual(18)
      expect(codes.every((code) => code === "ok" || code === "stale")).toBe(true)
    }
    const [mark] = await db.select().from(marks).where(eq(marks.eventId, world.eventId))
    expect(mark?.version).toBe(10)
    const kept = await db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId))
    expect(kept.length).toBe(200)
    const winners = kept.filter(({ outcome }) => outcome === "saved").map(({ version }) => version)
    expect(winners.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "one operation sent twenty times at once is carried out once (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db)
    const seat = await seatPanel(db, world.eventId)
    const pools = Array.from({ length: 20 }, () => connect(url, 1))
    const one = { id: operationId(), entry: "A001", slot: "finish", value: "8.5", seenVersion: 0 }
    const answers = await Promise.all(pools.map((pool) => saveMark({ ...seat("J1").scope(), db: pool.db }, one)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const place = { chain: `seat:${seat("J1").seatId}`, sequence: 4 }
    expect(answers[0]).toEqual({ ok: true, value: { value: "8.5", version: 1, at, place } })
    const kept = await db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId))
    expect(kept.length).toBe(1)
    const audit = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, world.entryIds.A001 ?? 0))
    expect(audit.filter(({ action }) => action === "mark.save").length).toBe(1)
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "the last place of a panel goes to one of those who want it (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db)
    const seat = await seatPanel(db, world.eventId)
    const more = await seatPanel(
      db,
      world.eventId,
      [
        ["judge", "J4", ["finish"]],
        ["judge", "J5", ["finish"]],
      ],
      false,
    )
    const pools = Array.from({ length: 5 }, () => connect(url, 1))
    const seats = [seat("J1"), seat("J2"), seat("J3"), more("J4"), more("J5")]
    const answers = await Promise.all(
      seats.map((one, index) =>
        saveMark(
          { ...one.scope(), db: pools[index]?.db ?? db },
          { id: operationId(), entry: "A001", slot: "finish", value: "8", seenVersion: 0 },
        ),
      ),
    )
    const codes = answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code)).sort()
    expect(codes).toEqual(["ok", "ok", "ok", "panel_full", "panel_full"])
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "a signature and a save at once: never a mark on a signed sheet (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db, { codes: ["A001"] })
    const seat = await seatPanel(db, world.eventId)
    const judge = seat("J2")
    await saveMark(judge.scope(), { id: operationId(), entry: "A001", slot: "finish", value: "1", seenVersion: 0 })
    const pools = Array.from({ length: 6 }, () => connect(url, 1))
    const clear = (pool: (typeof pools)[number]) =>
      saveMark(
        { ...judge.scope(), db: pool.db },
        { id: operationId(), entry: "A001", slot: "finish", value: null, seenVersion: 1 },
      )
    const [signed, ...cleared] = await Promise.all([
      signSheet({ ...judge.scope(), db: pools[0]?.db ?? db }),
      ...pools.slice(1).map(clear),
    ])
    const [mark] = await db.select().from(marks).where(eq(marks.eventId, world.eventId))
    expect(mark?.value).toBe(signed.ok ? "1" : null)
    expect(cleared.some(({ ok }) => ok)).toBe(!signed.ok)
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "a panel change and a mark at once never leave more marks than judges (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db)
    const seat = await seatPanel(db, world.eventId)
    for (const alias of ["J1", "J2"])
      await saveMark(seat(alias).scope(), {
        id: operationId(),
        entry: "A001",
        slot: "finish",
        value: "8",
        seenVersion: 0,
      })
    const pools = [connect(url, 1), connect(url, 1)]
    const [changed, saved] = await Promise.all([
      changePanel(
        { ...seat("H1").scope(), db: pools[0]?.db ?? db },
        { entry: "A001", node: "finish", size: 2, reason: "病" },
      ),
      saveMark(
        { ...seat("J3").scope(), db: pools[1]?.db ?? db },
        { id: operationId(), entry: "A001", slot: "finish", value: "8", seenVersion: 0 },
      ),
    ])
    expect([changed.ok, saved.ok].filter(Boolean).length).toBe(1)
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "new rules and marks at once: a mark that the new rules forbid never stands beside them (needs PostgreSQL)",
  async () => {
    const parts = rules.scheme.kind === "sum" ? rules.scheme.parts : []
    const lower = parts.map((part) => (part.key === "theory" ? { ...part, max: "50" } : part))
    const book = { rules: { ...rules, scheme: { ...rules.scheme, parts: lower } } as typeof rules, titles }
    const pools = Array.from({ length: 9 }, () => connect(url, 1))
    for (let round = 0; round < 6; round++) {
      const world = await makeEvent(db, { codes: ["A001", "A002", "A003", "A004", "A005", "A006", "A007", "A008"] })
      const seat = await seatPanel(db, world.eventId)
      const officer = { ...(await officerScope(db, world.eventId)), db: pools[8]?.db ?? db }
      const [changed, ...saved] = await Promise.all([
        changeRules(officer, world.eventId, { ...book, seen: 1, reason: "更正满分" }),
        ...pools
          .slice(0, 8)
          .map((pool, at) =>
            saveMark(
              { ...seat("S1").scope(), db: pool.db },
              { id: operationId(), entry: `A00${at + 1}`, slot: "theory", value: "80", seenVersion: 0 },
            ),
          ),
      ])
      const stands = saved.filter(({ ok }) => ok).length
      expect(changed.ok ? stands : 0).toBe(0)
      expect(changed.ok || changed.refusal.code === "marks_would_break").toBe(true)
    }
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "how an entry stands and its marks at once: one after the other, never a deadlock (needs PostgreSQL)",
  async () => {
    const codes = Array.from({ length: 40 }, (_, at) => `A${100 + at}`)
    const world = await makeEvent(db, { codes })
    const seat = await seatPanel(db, world.eventId)
    const pools = Array.from({ length: 2 }, () => connect(url, 1))
    const [head, judge] = [seat("H1").scope(), seat("J2").scope()].map((scope, at) => ({
      ...scope,
      db: pools[at]?.db ?? db,
    }))
    for (const code of codes) {
      const first = { id: operationId(), entry: code, slot: "finish", value: "8", seenVersion: 0 }
      const both = await Promise.all([
        findStatus(head ?? seat("H1").scope(), code, "guest", "核对"),
        saveMark(judge ?? seat("J2").scope(), first),
      ])
      expect(both.map(({ ok }) => ok)).toEqual([true, true])
    }
    for (const pool of pools) await pool.close()
  },
)

test.skipIf(!onPostgres())(
  "a save is five statements and its transaction's two, with those for the trail (needs PostgreSQL)",
  async () => {
    const world = await makeEvent(db)
    const seat = await seatPanel(db, world.eventId)
    const statements: string[] = []
    const client = postgres(url, { max: 1, onnotice: () => {}, debug: (_, query) => void statements.push(query) })
    const judge = testApp(drizzle(client) as unknown as Db, () => at).browser({ judge: seat("J1").token })
    const send = (value: string, seenVersion: number) =>
      judge.postJson("/judge/operations", {
        operations: [{ id: operationId(), kind: "mark", entry: "A001", slot: "finish", value, seenVersion }],
      })
    await send("7", 0)
    statements.length = 0
    expect((await send("8", 1)).status).toBe(200)
    const verbs = statements.map((text) => text.trim().split(/\s+/)[0]?.toLowerCase())
    expect(verbs).toEqual(["begin", "select", "select", "with", "select", "with", "commit"])
    await client.end()
  },
)
