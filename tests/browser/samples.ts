import type { codes, Seeded } from "./seed.ts"

export type Role = "public" | "officer" | keyof typeof codes
export type Sample = { readonly path: string; readonly role: Role }

/** A path for every route with parameters, and who looks where the address alone does not say it. */
export function samplesOf(seeded: Seeded): Readonly<Record<string, string | Sample>> {
  const { root, person, twin, published, decoded, judging, open, entry, seat, busySeat, honour, programme, upload } =
    seeded
  const at = (made: { event: { id: number } }, rest = "") => `/manage/events/${made.event.id}${rest}`
  const contest = `/contests/${published.contest.slug}`
  const head = (path: string): Sample => ({ path, role: "head_judge" })
  return {
    "/static/:name{.+}": "/static/css/base.css",
    "/honours/:slug": `/honours/${honour.slug}`,
    "/decisions/:id{[0-9]+}": `/decisions/${honour.decision}`,
    "/decisions/:id{[0-9]+}/paper": `/decisions/${honour.decision}/paper`,
    "/contests/:slug": contest,
    "/contests/:slug/:event": `${contest}/fitter`,
    "/contests/:slug/:event/bundle.json": `${contest}/fitter/bundle.json`,
    "/contests/:slug/:event/entries/:code": `${contest}/fitter/entries/A01`,
    "/manage/units/:id": `/manage/units/${root.id}`,
    "/manage/people/:id": `/manage/people/${person.id}`,
    "/manage/doubles/:id/:other": `/manage/doubles/${person.id}/${twin.id}`,
    "/manage/people/:id/revelation": `/manage/people/${person.id}/revelation`,
    "/manage/people/:id/invitation": `/manage/people/${person.id}/invitation`,
    "/manage/people/:id/edit": `/manage/people/${person.id}/edit`,
    "/manage/imports/:kind": "/manage/imports/people",
    "/manage/imports/:kind/template.xlsx": "/manage/imports/people/template.xlsx",
    "/manage/imports/:kind/template.csv": "/manage/imports/people/template.csv",
    "/manage/imports/:kind/:id{[0-9]+}": `/manage/imports/people/${upload}`,
    "/manage/imports/:kind/:id{[0-9]+}/problems.xlsx": `/manage/imports/people/${upload}/problems.xlsx`,
    "/manage/imports/:kind/:id{[0-9]+}/problems.csv": `/manage/imports/people/${upload}/problems.csv`,
    "/manage/contests/:id": `/manage/contests/${open.contest.id}`,
    "/manage/contests/:id/edit": `/manage/contests/${open.contest.id}/edit`,
    "/manage/contests/:id/events/new": `/manage/contests/${open.contest.id}/events/new`,
    "/manage/events/:id": at(open),
    "/manage/events/:id/edit": at(open, "/edit"),
    "/manage/events/:id/rules": at(open, "/rules"),
    "/manage/events/:id/rules/edit": at(open, "/rules/edit"),
    "/manage/events/:id/rules/history": at(open, "/rules/history"),
    "/manage/events/:id/rules/history/:number": at(open, "/rules/history/1"),
    "/manage/events/:id/draw": at(open, "/draw"),
    "/manage/events/:id/panel": at(judging, "/panel"),
    "/manage/events/:id/seats": at(judging, "/seats"),
    "/manage/events/:id/marks": at(judging, "/marks"),
    "/manage/events/:id/progress": at(judging, "/progress"),
    "/manage/events/:id/progress/live": at(judging, "/progress/live"),
    "/manage/seats/:id": `/manage/seats/${seat}`,
    "/manage/seats/:id/ending": `/manage/seats/${busySeat}/ending`,
    "/manage/events/:id/result": at(published, "/result"),
    "/manage/events/:id/result/publication": at(decoded, "/result/publication"),
    "/manage/events/:id/result/bundle.json": at(published, "/result/bundle.json"),
    "/manage/events/:id/result/entries/:code": at(published, "/result/entries/A01"),
    "/manage/registration/events/:id": `/manage/registration/events/${open.event.id}`,
    "/manage/registration/events/:id/new": `/manage/registration/events/${open.event.id}/new`,
    "/manage/registration/entries/:id": `/manage/registration/entries/${entry}`,
    "/manage/registration/events/:id/import": `/manage/registration/events/${open.event.id}/import`,
    "/manage/registration/events/:id/import/template.xlsx": `/manage/registration/events/${open.event.id}/import/template.xlsx`,
    "/manage/events/:id/registration": at(open, "/registration"),
    "/manage/events/:id/registration/:entry": at(open, `/registration/${entry}`),
    "/manage/events/:id/rules/example": at(open, "/rules/example"),
    "/manage/contests/:id/events/import": `/manage/contests/${open.contest.id}/events/import`,
    "/manage/register/conferrals/:id": `/manage/register/conferrals/${published.event.id}`,
    "/manage/register/decisions/:id{[0-9]+}": `/manage/register/decisions/${honour.decision}`,
    "/manage/register/honours/:id": `/manage/register/honours/${honour.id}`,
    "/manage/register/:id{[0-9]+}": `/manage/register/${honour.entry}`,
    "/manage/programmes/:slug": `/manage/programmes/${programme.slug}`,
    "/manage/programmes/:slug/edit": `/manage/programmes/${programme.slug}/edit`,
    "/manage/programmes/:slug/allotments": `/manage/programmes/${programme.slug}/allotments`,
    "/manage/revocations/:id{[0-9]+}": `/manage/revocations/${honour.revocation}`,
    "/manage/programmes/:slug/definition": `/manage/programmes/${programme.slug}/definition`,
    "/manage/programmes/:slug/definition/:part": `/manage/programmes/${programme.slug}/definition/route`,
    "/manage/programmes/:slug/definition/:part/:key": `/manage/programmes/${programme.slug}/definition/route/recommendation`,
    "/manage/audit/:id{[0-9]+}": "/manage/audit/1",
    "/judge/sheet/import": { path: "/judge/sheet/import", role: "scorekeeper" },
    "/judge/sheet/import/template.xlsx": { path: "/judge/sheet/import/template.xlsx", role: "scorekeeper" },
    "/judge": { path: "/judge", role: "public" },
    "/judge/": { path: "/judge/", role: "public" },
    "/judge/entries/:code": "/judge/entries/A01",
    "/judge/entries/:code/:slot": "/judge/entries/A01/practice",
    "/judge/progress": head("/judge/progress"),
    "/judge/progress/live": head("/judge/progress/live"),
    "/judge/progress/signature": head("/judge/progress/signature"),
  }
}

/** Who looks at an address, where nothing else is said. */
export const roleOf = (path: string): Role =>
  path.startsWith("/manage") ? "officer" : path.startsWith("/judge") ? "judge" : "public"
