import { eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { notices, objections } from "#db/schema/index.ts"
import type { ObjectionState } from "#db/words.ts"
import * as issuing from "#notices/issuing/commands.ts"
import { rowsOfText } from "#notices/issuing/rows.ts"
import * as running from "#notices/issuing/running/commands.ts"
import * as objecting from "#notices/objections/commands.ts"
import * as investigation from "#notices/objections/investigation/commands.ts"
import { given, makeNotice, makeObjection, noFiles, objection } from "../../support/notices.ts"
import { type Attempts, attemptOn } from "./attempts.ts"
import { now, type World } from "./world.ts"

export const noticeTableStates = ["draft", "open", "over", "closed", "withdrawn"] as const
export type NoticeTableState = (typeof noticeTableStates)[number]

/** So long ago that a period of five working days is over. */
const long = new Date("2026-03-02T01:00:00Z")
const beginning = { firstDay: "2026-04-05", confirmed: true }
let serial = 0
const subject = () => ({ kind: "states", id: `${++serial}`, step: "notice" })

/** Who keeps notices where they are made, whoever tries the command afterwards. */
const office = (scope: Scope, world: World, at = now): Scope => ({ ...scope, actor: world.actors.A, now: at })

async function noticeIn(scope: Scope, world: World, state: NoticeTableState): Promise<number> {
  if (state === "draft") {
    const made = await issuing.draftNotice(office(scope, world), subject(), given(world.host.id))
    return made.ok ? made.value.id : 0
  }
  const id = await makeNotice(office(scope, world, state === "over" ? long : now), world.host.id)
  if (state === "closed" || state === "withdrawn")
    await scope.db.update(notices).set({ state }).where(eq(notices.id, id))
  return id
}

const versionIn = (state: NoticeTableState) => (state === "draft" ? 1 : 2)
const letter = { channel: "letter" as const, receivedAt: now, postmarkedOn: "2026-03-05" }
const once = () => `${++serial}`.padStart(32, "5")

export const ofNotices: Readonly<Record<string, Attempts<NoticeTableState>>> = {
  "notices/issuing": {
    draftNotice: { run: (scope, { host }) => issuing.draftNotice(scope, subject(), given(host.id)) },
    openNotice: { run: (scope, { host }) => issuing.openNotice(scope, subject(), given(host.id), beginning) },
    changeNotice: attemptOn(noticeIn, (scope, { host }, id, state) =>
      issuing.changeNotice(scope, id, versionIn(state), given(host.id)),
    ),
    openDraft: attemptOn(noticeIn, (scope, _, id, state) => issuing.openDraft(scope, id, versionIn(state), beginning)),
    restartNotice: attemptOn(noticeIn, (scope, _, id, state) => {
      const again = { ...beginning, version: versionIn(state), rows: rowsOfText("周敏"), reason: "更正" }
      return running.restartNotice(scope, id, again)
    }),
    strikeRow: attemptOn(noticeIn, (scope, { host }, id) => {
      const strike = { key: given(host.id).rows[0]?.key ?? "", cause: "withdrawal" as const, words: "退出" }
      return running.strikeRow(scope, id, strike)
    }),
    closeNotice: attemptOn(noticeIn, (scope, _, id, state) =>
      running.closeNotice(scope, id, { version: versionIn(state), ending: "" }),
    ),
    withdrawNotice: attemptOn(noticeIn, (scope, _, id, state) =>
      running.withdrawNotice(scope, id, { version: versionIn(state), ending: "" }),
    ),
  },
  "notices/objections": {
    objectTo: attemptOn(noticeIn, (scope, _, id) =>
      objecting.objectTo(scope, id, objection({ once: once() }), noFiles),
    ),
    enterObjection: attemptOn(noticeIn, (scope, _, id) =>
      objecting.enterObjection(scope, id, { ...objection({ once: once() }), ...letter }, noFiles),
    ),
  },
}

async function objectionIn(scope: Scope, world: World, state: ObjectionState) {
  const notice = await makeNotice(office(scope, world), world.host.id)
  const { id } = await makeObjection(office(scope, world), notice)
  await scope.db.update(objections).set({ state }).where(eq(objections.id, id))
  return { notice, objection: id, version: 1 }
}

const verdict = {
  verdict: "dismissed" as const,
  conclusion: "不实",
  leaderName: "张",
  signedOn: "2026-04-05",
  reply: "已核实",
  words: "",
}
const told = { link: "", issuer: "", mails: false }

export const ofObjections: Readonly<Record<string, Attempts<ObjectionState>>> = {
  "notices/objections": {
    assign: attemptOn(objectionIn, (scope, _, made) => investigation.assign(scope, made, "经审办")),
    noteFindings: attemptOn(objectionIn, (scope, _, made) => investigation.noteFindings(scope, made, "x")),
    conclude: attemptOn(objectionIn, (scope, _, made) => investigation.conclude(scope, made, verdict, told)),
    revealObjector: attemptOn(objectionIn, (scope, _, made) => investigation.revealObjector(scope, made)),
  },
}
