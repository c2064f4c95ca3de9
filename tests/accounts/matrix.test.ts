import { expect, test } from "vitest"
import { makeCheckpoint } from "#audit/checkpoints.ts"
import { type Browser, scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeDistrict, seatCodes } from "../support/district.ts"
import { formsOf } from "../support/pages.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { routesOf } from "../support/routes.ts"
import { contentsOf } from "../support/tables.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const administrator = await makeOfficer(db, city, "administrator")
const [near, far] = [await makeDistrict(db, city, "临江"), await makeDistrict(db, city, "东山", "2")]
await makeCheckpoint(scopeOf(db, { kind: "system", name: "test" }))
// One instant for all: a session that is looked at a minute later says so in its row, on a machine that is busy.
const now = new Date()
const { app, browser, as } = testApp(db, () => now)

async function tablet(role: keyof typeof seatCodes): Promise<Browser> {
  const one = browser()
  expect((await one.post("/judge/", { code: seatCodes[role] })).status).toBe(303)
  return one
}

/** One column of the table below each, in this order. Everything asked for belongs to the near district. */
const visitors = [
  ["public", browser()],
  ["administrator of the city", await as(administrator)],
  ["contest officer of the host", await as(near.officer)],
  ["contest officer of another district", await as(far.officer)],
  ["officer of this contest only", await as(near.only)],
  ["honours officer of the host", await as(near.honours)],
  ["operator of the unit", await as(near.operator)],
  ["operator of another unit", await as(far.operator)],
  ["auditor of the host", await as(near.auditor)],
  ["judge", await tablet("judge")],
  ["scorekeeper", await tablet("scorekeeper")],
  ["head judge", await tablet("head_judge")],
] as const

const places: [RegExp, string][] = [
  [/^\/manage\/audit\/:id/, "1"],
  [/^\/manage\/programmes\/:slug\/opinions/, near.inquiry.slug],
  [/^\/manage\/programmes\/:slug\/cultivation/, near.cultivated],
  [/^\/manage\/units\/:id/, `${near.works.id}`],
  [/^\/manage\/doubles\/:id/, `${near.person.id}`],
  [/^\/manage\/people\/:id/, `${near.person.id}`],
  [/^\/manage\/registration\/events\/:id/, `${near.open.event.id}`],
  [/^\/manage\/registration\/entries\/:id/, `${near.open.entry}`],
  [/^\/manage\/events\/:id\/(panel|seats|cards|judging|progress|marks|tray|desk)/, `${near.judging.event.id}`],
  [/^\/manage\/events\/:id\/(result|ceremony)/, `${near.published.event.id}`],
  [/^\/manage\/events\/:id/, `${near.open.event.id}`],
  [/^\/manage\/seats\/:id$/, `${near.early}`],
  [/^\/manage\/seats\/:id/, `${near.seat}`],
  [/^\/manage\/nominations\/:id/, `${near.nomination.id}`],
  [/^\/manage\/contests\/:id/, `${near.open.contest.id}`],
  [/^\/manage\/register\/conferrals\/:id/, `${near.version}`],
  [/^\/manage\/revocations\/:id/, `${near.revocation}`],
  [/decisions\/:id/, `${near.decision}`],
  [/^\/manage\/register\/honours\/:id/, `${near.honour.id}`],
  [/^\/manage\/register\/:id\{\[0-9\]\+\}/, `${near.entered}`],
  [/^\/manage\/committees\/:id/, `${near.sitting.committeeId}`],
  [/^\/manage\/reviews\/:id/, `${near.sitting.committeeId}`],
  [/^\/manage\/vetoes\/:id/, `${near.veto}`],
  [/^\/manage\/programmes\/:slug/, near.programme.slug],
  [/^\/(manage\/)?notices\/:id/, `${near.notice}`],
  [/^\/honours\/:slug/, near.honour.slug],
  [/^\/(data\/|api\/v1\/)?people\/:id/, `${near.person.id}`],
  [/^\/(api\/v1\/)?units\/:id/, `${near.works.id}`],
  [/^\/(data\/)?contests\/:slug/, near.open.contest.slug],
]
const pathFor = (pattern: string): string => {
  const id = places.find(([place]) => place.test(pattern))?.[1] ?? "x"
  return pattern
    .replace(":kind{csv|xlsx|json}", "csv")
    .replace(/:part\{.*\}/, "pages.xml")
    .replace(":contest", near.open.contest.slug)
    .replace("opinions/:id", `opinions/${near.inquiry.letter}`)
    .replace(/:id(\{[^}]*\})?|:slug/, id)
    .replace(":objection{[0-9]+}", `${near.objection}`)
    .replace(":day", "2026-05-01")
    .replace(":section", "deeds")
    .replace(":form", "approval")
    .replace(":purpose", "deeds")
    .replace(":token", "none")
    .replace(":code", "A01")
    .replace(":kind", "people")
    .replace(":act", "unlocking")
    .replace(":slot", "practice")
    .replace(":part", "route")
    .replace(":key", "recommendation")
    .replace(":slug", "practice")
    .replace(":other", `${near.twin}`)
    .replace(":entry", `${near.open.entry}`)
    .replace(":duty", `${near.duty}`)
    .replace(":number", "1")
    .replace(":chart", "years")
    .replace(":case", `${near.sitting.caseId}`)
    .replace(":token", near.sitting.token)
    .replace(":operation", near.call)
    .replace(":packet", `${near.packet}`)
    .replace(":event", "done")
}

/** `+` answered (also by a refusal in words), `-` not found, `>` sent to the sign-in; in the order of the visitors. */
const all = "++++ ++++ ++++"
/** There is none: nobody consented to showing one. */
const without = "---- ---- ----"
const everybody = ">>>> >>>> >>>>"
const signedIn = ">+++ ++++ +>>>"
const directory = ">+++ --++ ->>>"
const directoryReaders = ">+++ --++ +>>>"
const importers = ">+-- --++ ->>>"
const ofUnit = ">++- --+- ->>>"
const ofUnitReaders = ">++- --+- +>>>"
const doubles = ">+-- ---- ->>>"
const reveals = ">+-- --+- ->>>"
const units = ">--- --++ ->>>"
const ofOwnEntry = ">--- --+- ->>>"
const nobody = ">--- ---- ->>>"
const members = ">--- ---- ->>>"
const none = "---- ---- ----"
const policy = ">+-- ---- +>>>"
const admin = ">+-- ---- ->>>"
const contests = ">+++ +--- +>>>"
const office = ">++- +--- ->>>"
const officeAndAudit = ">++- +--- +>>>"
const announcing = ">++- ---- ->>>"
const hosts = ">+++ ---- ->>>"
const conferring = ">+++ ++-- ->>>"
const winners = ">++- ++-- ->>>"
const registerReaders = ">+++ -+-- +>>>"
const ofRegisterReaders = ">++- -+-- +>>>"
const register = ">+-- -+-- ->>>"
const programmeReaders = ">+-- -+++ +>>>"
const ofProgrammeReaders = ">+-- -++- +>>>"
const ofProgrammeAudit = ">+-- -+-- +>>>"
/** Whoever keeps a register anywhere; an import is its owner's alone. */
const keeping = ">+-- -+-- ->>>"
const cases = ">+++ -+++ +>>>"
const asking = ">+-- -++- ->>>"
const choosing = ">+-- -+++ ->>>"
const ofCases = ">++- -++- +>>>"
const notices = ">+++ -+-- +>>>"
const keepers = ">+++ -+-- ->>>"
const ofNotice = ">++- -+-- +>>>"
const ofNoticeKeepers = ">++- -+-- ->>>"
const reviewers = ">+-- -+++ ->>>"
const nominationReaders = ">+-- -+++ +>>>"
const ofNominationReaders = ">+-- -++- +>>>"
const nominationParties = ">+-- -++- ->>>"
const marking = ">>>> >>>> >++-"
const judging = ">>>> >>>> >+--"
const entering = ">>>> >>>> >-+-"
const leading = ">>>> >>>> >--+"

const rows: readonly (readonly [string, string])[] = [
  [all, "GET /sign-in"],
  [all, "POST /sign-in"],
  [all, "GET /invitation"],
  [all, "POST /invitation"],
  [all, "POST /invitation/acceptance"],
  [all, "GET /opinions"],
  [all, "POST /opinions"],
  [all, "GET /opinions/letter"],
  [all, "GET /opinions/letter/form"],
  [all, "POST /opinions/letter"],
  [all, "POST /opinions/letter/signature"],
  [all, "POST /opinions/leaving"],
  [register, "GET /manage/programmes/:slug/opinions"],
  [register, "POST /manage/programmes/:slug/opinions"],
  [register, "GET /manage/programmes/:slug/opinions/:id"],
  [register, "GET /manage/programmes/:slug/opinions/:id/form"],
  [register, "POST /manage/programmes/:slug/opinions/:id/code"],
  [register, "POST /manage/programmes/:slug/opinions/:id/reminder"],
  [everybody, "GET /sign-in/second-step"],
  [everybody, "POST /sign-in/second-step"],
  [signedIn, "GET /manage/account"],
  [signedIn, "GET /manage/account/confirmation"],
  [signedIn, "POST /manage/account/confirmation"],
  [signedIn, "GET /manage/account/password"],
  [signedIn, "POST /manage/account/password"],
  [signedIn, "POST /manage/account/sessions/ending"],
  [nobody, "POST /manage/account/sessions/:id/ending"],
  [signedIn, "GET /manage/account/authenticator"],
  [signedIn, "POST /manage/account/authenticator"],
  [signedIn, "POST /manage/account/authenticator/confirmation"],
  [nobody, "POST /manage/account/authenticator/removal"],
  [signedIn, "GET /manage/account/passkeys/new"],
  [signedIn, "POST /manage/account/passkeys"],
  [nobody, "POST /manage/account/passkeys/:id/removal"],
  [nobody, "POST /manage/account/recovery-codes"],
  [policy, "GET /manage/policy"],
  [none, "GET /setup/:token"],
  [none, "POST /setup/:token"],
  [directoryReaders, "GET /manage/units"],
  [directory, "GET /manage/units/new"],
  [directory, "POST /manage/units/new"],
  [ofUnit, "GET /manage/units/:id"],
  [ofUnit, "POST /manage/units/:id"],
  [ofUnit, "POST /manage/units/:id/names"],
  [nobody, "POST /manage/units/:id/names/:name/removal"],
  [directory, "GET /manage/people/number"],
  [directory, "POST /manage/people/number"],
  [reveals, "GET /manage/people/:id/revelation"],
  [reveals, "POST /manage/people/:id/revelation"],
  [ofUnit, "POST /manage/people/:id/names"],
  [nobody, "POST /manage/people/:id/names/:name/removal"],
  [doubles, "GET /manage/doubles"],
  [doubles, "GET /manage/doubles/:id/:other"],
  [doubles, "POST /manage/doubles/:id/:other"],
  [directoryReaders, "GET /manage/people"],
  [directory, "GET /manage/people/new"],
  [directory, "POST /manage/people/new"],
  [ofUnitReaders, "GET /manage/people/:id"],
  [ofUnit, "GET /manage/people/:id/edit"],
  [ofUnit, "POST /manage/people/:id/edit"],
  [ofUnit, "POST /manage/people/:id/duties"],
  [admin, "POST /manage/people/:id/duties/:duty/end"],
  [importers, "GET /manage/imports/:kind"],
  [importers, "POST /manage/imports/:kind"],
  [importers, "GET /manage/imports/:kind/template.xlsx"],
  [importers, "GET /manage/imports/:kind/template.csv"],
  [nobody, "GET /manage/imports/:kind/:id{[0-9]+}"],
  [nobody, "GET /manage/imports/:kind/:id{[0-9]+}/problems.xlsx"],
  [nobody, "GET /manage/imports/:kind/:id{[0-9]+}/problems.csv"],
  [nobody, "POST /manage/imports/:kind/:id{[0-9]+}/confirmation"],
  [admin, "GET /manage/people/:id/invitation"],
  [admin, "POST /manage/people/:id/invitation"],
  [nobody, "POST /manage/people/:id/account/:act"],
  [units, "GET /manage/registration"],
  [units, "GET /manage/registration/events/:id"],
  [units, "GET /manage/registration/events/:id/new"],
  [nobody, "POST /manage/registration/events/:id/entries"],
  [units, "POST /manage/registration/events/:id/people"],
  [ofOwnEntry, "GET /manage/registration/entries/:id"],
  [ofOwnEntry, "POST /manage/registration/entries/:id/withdrawal"],
  [units, "GET /manage/registration/events/:id/import"],
  [units, "GET /manage/registration/events/:id/import/template.xlsx"],
  [units, "POST /manage/registration/events/:id/import"],
  [units, "POST /manage/registration/events/:id/import/rows"],
  [officeAndAudit, "GET /manage/events/:id/registration"],
  [office, "POST /manage/events/:id/registration/approval"],
  [officeAndAudit, "GET /manage/events/:id/registration/:entry"],
  [office, "POST /manage/events/:id/registration/:entry/rejection"],
  [office, "POST /manage/events/:id/registration/:entry/reopening"],
  [office, "POST /manage/events/:id/registration/:entry/status"],
  [officeAndAudit, "GET /manage/events/:id/draw"],
  [office, "POST /manage/events/:id/draw/seed"],
  [office, "POST /manage/events/:id/draw"],
  [office, "POST /manage/events/:id/draw/list"],
  [everybody, "GET /judge"],
  [all, "GET /judge/"],
  [all, "GET /judge/worker.js"],
  [all, "POST /judge/"],
  [all, "POST /judge/take-over"],
  [marking, "GET /judge/entries"],
  [marking, "GET /judge/entries/:code"],
  [judging, "GET /judge/entries/:code/:slot"],
  [judging, "POST /judge/entries/:code/:slot"],
  [marking, "POST /judge/operations"],
  [marking, "GET /judge/session"],
  [marking, "GET /judge/looks"],
  [marking, "POST /judge/calls"],
  [leading, "GET /judge/tray"],
  [leading, "POST /judge/tray/:operation/settlement"],
  [officeAndAudit, "GET /manage/events/:id/tray"],
  [office, "POST /manage/events/:id/tray/:operation/settlement"],
  [entering, "GET /judge/sheet/import"],
  [entering, "GET /judge/sheet/import/template.xlsx"],
  [entering, "POST /judge/sheet/import"],
  [entering, "POST /judge/sheet/import/confirmation"],
  [marking, "GET /judge/sheet"],
  [marking, "GET /judge/sheet/signature"],
  [marking, "POST /judge/sheet/signature"],
  [leading, "GET /judge/progress"],
  [leading, "GET /judge/progress/live"],
  [leading, "POST /judge/progress/reopening"],
  [leading, "POST /judge/progress/panel"],
  [leading, "POST /judge/progress/status"],
  [leading, "GET /judge/progress/signature"],
  [leading, "POST /judge/progress/signature"],
  [officeAndAudit, "GET /manage/events/:id/panel"],
  [office, "GET /manage/events/:id/seats"],
  [office, "POST /manage/events/:id/seats"],
  [office, "GET /manage/seats/:id"],
  [office, "POST /manage/seats/:id"],
  [office, "POST /manage/seats/:id/removal"],
  [office, "GET /manage/seats/:id/substitution"],
  [office, "POST /manage/seats/:id/substitution"],
  [officeAndAudit, "GET /manage/events/:id/desk/record"],
  [office, "GET /manage/seats/:id/ending"],
  [office, "POST /manage/seats/:id/ending"],
  [office, "POST /manage/events/:id/cards"],
  [office, "POST /manage/events/:id/judging"],
  [officeAndAudit, "GET /manage/events/:id/desk"],
  [officeAndAudit, "GET /manage/events/:id/desk/live"],
  [office, "POST /manage/events/:id/desk/sync"],
  [officeAndAudit, "GET /manage/events/:id/desk/packets/:packet"],
  [office, "POST /manage/events/:id/desk/packets"],
  [officeAndAudit, "GET /manage/events/:id/progress"],
  [officeAndAudit, "GET /manage/events/:id/progress/live"],
  [officeAndAudit, "GET /manage/events/:id/marks"],
  [officeAndAudit, "GET /manage/events/:id/result"],
  [officeAndAudit, "GET /manage/events/:id/result/live"],
  [office, "POST /manage/events/:id/result/decoding"],
  [office, "GET /manage/events/:id/result/publication"],
  [office, "POST /manage/events/:id/result/publication"],
  [announcing, "GET /manage/events/:id/result/notice"],
  [announcing, "POST /manage/events/:id/result/notice"],
  [office, "POST /manage/events/:id/result/reopening"],
  [office, "GET /manage/events/:id/ceremony"],
  [office, "GET /manage/events/:id/ceremony/screen"],
  [office, "POST /manage/events/:id/result/hour"],
  [officeAndAudit, "GET /manage/events/:id/result/bundle.json"],
  [officeAndAudit, "GET /manage/events/:id/result/entries/:code"],
  [all, "GET /healthz"],
  [all, "GET /readyz"],
  [all, "GET /accessibility"],
  [contests, "GET /manage/contests"],
  [hosts, "GET /manage/contests/new"],
  [hosts, "POST /manage/contests/new"],
  [officeAndAudit, "GET /manage/contests/:id"],
  [office, "GET /manage/contests/:id/edit"],
  [office, "POST /manage/contests/:id/edit"],
  [office, "POST /manage/contests/:id/announcement"],
  [office, "POST /manage/contests/:id/closure"],
  [office, "GET /manage/contests/:id/events/new"],
  [office, "POST /manage/contests/:id/events/new"],
  [officeAndAudit, "GET /manage/events/:id"],
  [office, "GET /manage/events/:id/edit"],
  [office, "POST /manage/events/:id/edit"],
  [office, "POST /manage/events/:id/opening"],
  [officeAndAudit, "GET /manage/events/:id/rules"],
  [office, "GET /manage/events/:id/rules/edit"],
  [office, "POST /manage/events/:id/rules/edit"],
  [officeAndAudit, "GET /manage/events/:id/rules/history"],
  [officeAndAudit, "GET /manage/events/:id/rules/history/:number"],
  [conferring, "GET /manage/register/conferrals"],
  [winners, "GET /manage/register/conferrals/:id"],
  [winners, "POST /manage/register/conferrals/:id"],
  [winners, "POST /manage/register/conferrals/:id/check"],
  [winners, "POST /manage/register/conferrals/:id/form"],
  [registerReaders, "GET /manage/register"],
  [keeping, "GET /manage/register/import"],
  [keeping, "POST /manage/register/import"],
  [keeping, "GET /manage/register/import/template.xlsx"],
  [keeping, "GET /manage/register/import/template.csv"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}/units"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/units"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/units/rest"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}/people"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/people"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}/rows"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/rows"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/honour"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/leaving"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/discarding"],
  [nobody, "POST /manage/register/import/:id{[0-9]+}/confirmation"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}/problems.xlsx"],
  [nobody, "GET /manage/register/import/:id{[0-9]+}/problems.csv"],
  [registerReaders, "GET /manage/register/decisions"],
  [ofRegisterReaders, "GET /manage/register/decisions/:id{[0-9]+}"],
  [register, "POST /manage/register/decisions/:id{[0-9]+}"],
  [register, "POST /manage/register"],
  [register, "GET /manage/register/new"],
  [register, "GET /manage/register/honours"],
  [register, "POST /manage/register/honours"],
  [register, "GET /manage/register/honours/new"],
  [register, "GET /manage/register/honours/:id/numbering"],
  [register, "POST /manage/register/honours/:id/numbering"],
  [register, "GET /manage/register/honours/:id"],
  [register, "POST /manage/register/honours/:id"],
  [registerReaders, "GET /manage/certificates"],
  [keeping, "POST /manage/certificates"],
  [nobody, "GET /manage/certificates/prints/:id{[0-9]+}"],
  [nobody, "GET /manage/certificates/prints/:id{[0-9]+}/sheets"],
  [all, "GET /verify"],
  [all, "GET /statistics"],
  [all, "GET /statistics/:chart/data.csv"],
  [all, "GET /statistics/:chart/data.xlsx"],
  [none, "GET /verify/:number"],
  [ofRegisterReaders, "GET /manage/register/:id{[0-9]+}"],
  [all, "GET /consent"],
  [all, "POST /consent"],
  [all, "POST /consent/answer"],
  [nominationReaders, "GET /manage/nominations"],
  [units, "POST /manage/nominations"],
  [units, "GET /manage/nominations/new"],
  [reviewers, "GET /manage/nominations/reviews"],
  [reviewers, "POST /manage/nominations/reviews"],
  [ofNominationReaders, "GET /manage/nominations/:id{[0-9]+}"],
  [ofOwnEntry, "GET /manage/nominations/:id{[0-9]+}/check"],
  [keeping, "POST /manage/nominations/:id{[0-9]+}/foundation"],
  [ofOwnEntry, "POST /manage/nominations/:id{[0-9]+}/submission"],
  [nobody, "GET /manage/nominations/:id{[0-9]+}/receipt"],
  [ofOwnEntry, "POST /manage/nominations/:id{[0-9]+}/discarding"],
  [ofOwnEntry, "POST /manage/nominations/:id{[0-9]+}/consent"],
  [ofOwnEntry, "GET /manage/nominations/:id{[0-9]+}/sections/:section"],
  [ofOwnEntry, "POST /manage/nominations/:id{[0-9]+}/sections/:section"],
  [ofOwnEntry, "POST /manage/nominations/:id{[0-9]+}/sections/:section/files/:purpose"],
  [nobody, "POST /manage/nominations/:id{[0-9]+}/sections/:section/files/:token/removal"],
  [nobody, "GET /manage/nominations/:id{[0-9]+}/files/:token"],
  [units, "GET /manage/nominations/import"],
  [units, "GET /manage/nominations/import/template.xlsx"],
  [units, "POST /manage/nominations/import"],
  [units, "POST /manage/nominations/import/rows"],
  [units, "POST /manage/nominations/import/problems"],
  [nobody, "GET /manage/nominations/:id{[0-9]+}/copy"],
  [nobody, "POST /manage/nominations/:id{[0-9]+}/copy"],
  [ofNominationReaders, "GET /manage/nominations/:id{[0-9]+}/forms/:form"],
  [reveals, "POST /manage/nominations/:id{[0-9]+}/forms/:form"],
  [ofProgrammeReaders, "GET /manage/programmes/:slug/summary"],
  [nobody, "GET /manage/programmes/:slug/summary.xlsx"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/signature"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/taking-back"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/return"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/transfer"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/adding"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/withdrawal"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/rejection"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/passing"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/loss"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/continuation"],
  [nominationParties, "POST /manage/nominations/:id{[0-9]+}/calling-up"],
  [programmeReaders, "GET /manage/programmes"],
  [register, "GET /manage/programmes/new"],
  [nobody, "POST /manage/programmes/new"],
  [ofProgrammeReaders, "GET /manage/programmes/:slug"],
  [register, "GET /manage/programmes/:slug/edit"],
  [register, "POST /manage/programmes/:slug/edit"],
  [register, "POST /manage/programmes/:slug/opening"],
  [register, "POST /manage/programmes/:slug/review"],
  [register, "POST /manage/programmes/:slug/reopening"],
  [register, "POST /manage/programmes/:slug/decision"],
  [register, "POST /manage/programmes/:slug/archiving"],
  [ofProgrammeAudit, "GET /manage/programmes/:slug/allotments"],
  [register, "POST /manage/programmes/:slug/allotments"],
  [programmeReaders, "GET /manage/vetoes"],
  [register, "GET /manage/vetoes/new"],
  [register, "POST /manage/vetoes/new"],
  [ofProgrammeReaders, "GET /manage/vetoes/:id{[0-9]+}"],
  [register, "POST /manage/vetoes/:id{[0-9]+}/lifting"],
  [register, "GET /manage/founding"],
  [register, "GET /manage/programmes/:slug/founding"],
  [register, "POST /manage/programmes/:slug/founding"],
  [register, "GET /manage/programmes/:slug/cultivation"],
  [register, "POST /manage/programmes/:slug/cultivation"],
  [register, "POST /manage/programmes/:slug/cultivation/assessments"],
  [register, "GET /manage/programmes/:slug/naming"],
  [register, "POST /manage/programmes/:slug/naming/check"],
  [register, "POST /manage/programmes/:slug/naming"],
  [register, "GET /manage/programmes/:slug/report"],
  [register, "POST /manage/programmes/:slug/report"],
  [register, "GET /manage/programmes/:slug/notices"],
  [register, "POST /manage/programmes/:slug/notices"],
  [register, "POST /manage/programmes/:slug/notices/conclusion"],
  [register, "GET /manage/committees"],
  [register, "POST /manage/committees"],
  [register, "GET /manage/committees/:id"],
  [register, "GET /manage/committees/:id/members"],
  [register, "POST /manage/committees/:id/members"],
  [register, "POST /manage/committees/:id/chair"],
  [register, "POST /manage/committees/:id/removal"],
  [register, "POST /manage/committees/:id/cards"],
  [register, "POST /manage/committees/:id/cases"],
  [register, "GET /manage/committees/:id/cases/:case"],
  [register, "POST /manage/committees/:id/cases/:case"],
  [register, "POST /manage/committees/:id/session"],
  [register, "POST /manage/committees/:id/count"],
  [register, "GET /manage/committees/:id/selection"],
  [register, "POST /manage/committees/:id/selection/check"],
  [register, "POST /manage/committees/:id/selection"],
  [register, "POST /manage/committees/:id/second-vote"],
  [register, "POST /manage/committees/:id/second-vote/closure"],
  [register, "GET /manage/committees/:id/minutes"],
  [register, "POST /manage/committees/:id/minutes"],
  [all, "GET /manage/reviews/sign-in"],
  [all, "POST /manage/reviews/sign-in"],
  [everybody, "POST /manage/reviews/sign-out"],
  [signedIn, "GET /manage/reviews"],
  [members, "GET /manage/reviews/:id{[0-9]+}"],
  [members, "GET /manage/reviews/:id/dossiers/:token"],
  [members, "POST /manage/reviews/:id/dossiers/:token/score"],
  [members, "POST /manage/reviews/:id/dossiers/:token/recusal"],
  [members, "GET /manage/reviews/:id/ballot"],
  [members, "POST /manage/reviews/:id/ballot"],
  [members, "GET /manage/reviews/:id/signature"],
  [members, "POST /manage/reviews/:id/signature"],
  [register, "GET /manage/register/:id{[0-9]+}/file"],
  [register, "POST /manage/register/:id{[0-9]+}/file"],
  [register, "POST /manage/register/:id{[0-9]+}/file/removal"],
  [register, "GET /manage/register/:id{[0-9]+}/correction"],
  [register, "POST /manage/register/:id{[0-9]+}/correction"],
  [ofRegisterReaders, "GET /manage/people/:id{[0-9]+}/honours"],
  [register, "POST /manage/register/decisions/:id{[0-9]+}/files"],
  [nobody, "GET /manage/register/decisions/:id{[0-9]+}/files/:token"],
  [registerReaders, "GET /manage/register/terms"],
  [register, "POST /manage/register/terms"],
  [ofRegisterReaders, "GET /manage/register/:id{[0-9]+}/term"],
  [register, "POST /manage/register/:id{[0-9]+}/term"],
  [register, "POST /manage/register/:id{[0-9]+}/term/decision"],
  [cases, "GET /manage/revocations"],
  [cases, "GET /manage/revocations/new"],
  [choosing, "POST /manage/revocations"],
  [ofCases, "GET /manage/revocations/:id{[0-9]+}"],
  [register, "POST /manage/revocations/:id{[0-9]+}/opinion"],
  [register, "POST /manage/revocations/:id{[0-9]+}/decision"],
  [register, "POST /manage/revocations/:id{[0-9]+}/dismissal"],
  [asking, "POST /manage/revocations/:id{[0-9]+}/withdrawal"],
  [register, "POST /manage/revocations/:id{[0-9]+}/restoration"],
  [register, "POST /manage/revocations/:id{[0-9]+}/tokens"],
  [asking, "POST /manage/revocations/:id{[0-9]+}/files"],
  [nobody, "GET /manage/revocations/:id{[0-9]+}/files/:token"],
  [ofProgrammeReaders, "GET /manage/programmes/:slug/definition"],
  [ofProgrammeAudit, "GET /manage/programmes/:slug/definition/:part"],
  [nobody, "POST /manage/programmes/:slug/definition/:part"],
  [register, "GET /manage/programmes/:slug/definition/:part/:key"],
  [register, "POST /manage/programmes/:slug/definition/:part/:key"],
  [register, "POST /manage/programmes/:slug/definition/:part/:key/removal"],
  [officeAndAudit, "GET /manage/events/:id/rules/example"],
  [officeAndAudit, "POST /manage/events/:id/rules/example"],
  [office, "GET /manage/contests/:id/events/import"],
  [office, "POST /manage/contests/:id/events/import"],
  [notices, "GET /manage/calendar"],
  [admin, "POST /manage/calendar/days"],
  [admin, "POST /manage/calendar/days/:day/removal"],
  [admin, "POST /manage/calendar/years"],
  [notices, "GET /manage/notices"],
  [keepers, "POST /manage/notices"],
  [keepers, "GET /manage/notices/new"],
  [ofNotice, "GET /manage/notices/:id{[0-9]+}"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}"],
  [nobody, "GET /manage/notices/:id{[0-9]+}/edit"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/opening"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/closure"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/withdrawal"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/strikes"],
  [ofNoticeKeepers, "GET /manage/notices/:id{[0-9]+}/restart"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/restart"],
  [ofNotice, "GET /manage/notices/:id{[0-9]+}/proof"],
  [ofNoticeKeepers, "GET /manage/notices/:id{[0-9]+}/objections/new"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/objections"],
  [ofNotice, "GET /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}/assignment"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}/findings"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}/conclusion"],
  [ofNoticeKeepers, "POST /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}/revelation"],
  [nobody, "GET /manage/notices/:id{[0-9]+}/objections/:objection{[0-9]+}/files/:token"],
  [all, "GET /notices"],
  [all, "GET /notices/:id{[0-9]+}"],
  [all, "GET /notices/:id{[0-9]+}/list.json"],
  [all, "GET /notices/:id{[0-9]+}/objection"],
  [all, "POST /notices/:id{[0-9]+}/objection"],
  [all, "GET /notices/receipt"],
  [all, "POST /notices/receipt"],
  [all, "GET /"],
  [all, "GET /hall"],
  [all, "GET /hall/setup"],
  [all, "GET /honours"],
  [all, "GET /honours/:slug"],
  [all, "GET /people/:id{[0-9]+}"],
  [without, "GET /people/:id{[0-9]+}/photo"],
  [all, "GET /units/:id{[0-9]+}"],
  [all, "GET /decisions/:id{[0-9]+}"],
  [all, "GET /decisions/:id{[0-9]+}/paper"],
  [all, "GET /contests"],
  [all, "GET /contests/:slug"],
  [all, "GET /contests/:slug/:event"],
  [all, "GET /contests/:slug/:event/bundle.json"],
  [all, "GET /contests/:slug/:event/entries/:code"],
  [all, "GET /api"],
  [all, "GET /api/v1/contests"],
  [all, "GET /api/v1/contests/:contest"],
  [all, "GET /api/v1/contests/:contest/events/:event/bundle"],
  [all, "GET /api/v1/contests/:contest/events/:event/result"],
  [all, "GET /api/v1/decisions"],
  [all, "GET /api/v1/decisions/:id"],
  [all, "GET /api/v1/entries"],
  [all, "GET /api/v1/honours"],
  [all, "GET /api/v1/notices"],
  [all, "GET /api/v1/openapi.json"],
  [all, "GET /api/v1/people"],
  [all, "GET /api/v1/people/:id"],
  [all, "GET /api/v1/units"],
  [all, "GET /api/v1/units/:id"],
  [all, "GET /data/contests/:slug/:event/:kind{csv|xlsx|json}"],
  [all, "GET /data/decisions/:id{[0-9]+}/:kind{csv|xlsx|json}"],
  [all, "GET /data/honours/:kind{csv|xlsx|json}"],
  [all, "GET /data/people/:id{[0-9]+}/:kind{csv|xlsx|json}"],
  [all, "GET /feed.atom"],
  [all, "GET /robots.txt"],
  [all, "GET /sitemap.xml"],
  [all, "GET /sitemaps/:part{[a-z0-9-]+\\.xml}"],
  [all, "GET /search"],
  [all, "GET /search/suggestions"],
  [signedIn, "GET /manage"],
  [admin, "GET /manage/audit"],
  [admin, "POST /manage/audit/export"],
  [admin, "GET /manage/audit/checkpoint"],
  [admin, "GET /manage/audit/checkpoint.json"],
  [admin, "GET /manage/audit/:id{[0-9]+}"],
]

/** Checked elsewhere: static files know nobody, and signing out ends the session that asks. */
const apart = ["GET /static/:name{.+}", "POST /sign-out", "POST /judge/sign-out"]

const outcome = (answer: Response): string => {
  const to = answer.headers.get("Location") ?? ""
  if (/^(\/manage\/reviews)?\/sign-in/.test(to) || to === "/judge/") return ">"
  return answer.status === 404 ? "-" : answer.status < 500 ? "+" : `${answer.status}`
}

/** What the forms of the near district hold, by where they lead, so that strangers can send just the same. */
const bodies = new Map<string, Readonly<Record<string, string>>>()
for (const { method, pattern } of routesOf(app))
  if (method === "GET")
    for (const [, visitor] of visitors.filter(([name]) => /city|operator of the unit|judge|scorekeeper/.test(name))) {
      const path = pathFor(pattern)
      for (const { action, fields } of formsOf(await visitor.text(path), path)) bodies.set(action, fields)
    }

const ask = (visitor: Browser, route: string, body: Readonly<Record<string, string>>) => {
  const [method = "", pattern = ""] = route.split(" ")
  return method === "GET" ? visitor.get(pathFor(pattern)) : visitor.post(pathFor(pattern), body)
}

const marksOf = (line: string) => [...line.replaceAll(" ", "")]

test("every route of the router has a row, and every row a route", () => {
  const routes = routesOf(app).map(({ method, pattern }) => `${method} ${pattern}`)
  expect(rows.map(([, route]) => route).sort()).toEqual(routes.filter((route) => !apart.includes(route)).sort())
  expect(rows.filter(([line]) => marksOf(line).length !== visitors.length)).toEqual([])
})

test("whoever may not gets nothing and changes nothing, with the very form that another may send", async () => {
  expect(bodies.size).toBeGreaterThan(30)
  const before = await contentsOf(db)
  const wrong: string[] = []
  for (const [line, route] of rows)
    for (const [at, [name, visitor]] of visitors.entries()) {
      const wanted = marksOf(line)[at]
      if (wanted === "+") continue
      const got = outcome(await ask(visitor, route, bodies.get(pathFor(route.split(" ")[1] ?? "")) ?? { version: "0" }))
      if (got !== wanted) wrong.push(`${route} by ${name}: ${got}`)
    }
  expect(wrong).toEqual([])
  expect(await contentsOf(db)).toEqual(before)
}, 120_000)

test("whoever may is answered", async () => {
  const wrong: string[] = []
  for (const [line, route] of rows)
    for (const [at, [name, visitor]] of visitors.entries()) {
      if (marksOf(line)[at] !== "+") continue
      const got = outcome(await ask(visitor, route, {}))
      if (got !== "+") wrong.push(`${route} by ${name}: ${got}`)
    }
  expect(wrong).toEqual([])
}, 120_000)

/** An example of rules is reckoned and forgotten. */
const harmless = /^\/(sign-out|preferences|manage\/reviews\/sign-in)|\/rules\/example$/

test("an auditor finds no form that changes anything on any page", async () => {
  const [, auditor] = visitors[8]
  const pages = rows.flatMap(([line, route]) => (marksOf(line)[8] === "+" && route.startsWith("GET") ? [route] : []))
  const forms: string[] = []
  for (const route of pages) {
    const path = pathFor(route.slice(4))
    if (path.startsWith("/manage") && !path.startsWith("/manage/account"))
      for (const { action } of formsOf(await auditor.text(path), path))
        if (!harmless.test(action)) forms.push(`${path}: ${action}`)
  }
  expect(pages.length).toBeGreaterThan(30)
  expect(forms).toEqual([])
})
