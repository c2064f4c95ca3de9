import { refusalKey } from "#i18n/translate.ts"
import type { Refusal } from "#lib/result.ts"
import { type Template, template } from "#render/template.ts"
import type { C } from "./env.ts"

type Status = 200 | 201 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 500 | 501 | 503

/** Answers with a page. */
export function show<Shape extends object>(c: C, page: Template<Shape>, shape: Shape, status: Status = 200): Response {
  const html = c.var.render(c.var.view, page, shape)
  c.set("html", html)
  return c.html(html, status) as Response
}

/** After a change: on to a page that says what comes next. */
export const seeOther = (c: C, path: string): Response => c.redirect(path, 303)

/** The notice that the address asks for after a change, if it is one of those the page has words for. */
export const doneOf = <const L extends readonly string[]>(c: C, notices: L): L[number] | "" =>
  notices.find((one) => one === c.req.query("done")) ?? ""

const notFoundPage = template<{ isOffice: boolean }>("errors/not-found")

/** What is not there, and what is not yours to see: the same answer. */
export function notFound(c: C): Response {
  const { path, who } = c.var.view
  return show(c, notFoundPage, { isOffice: who !== undefined && /^\/manage(\/|$)/.test(path) }, 404)
}

const tooManyPage = template<{ minutes: number; back: string }>("errors/too-many")

/** Tried too often: says for how long to wait, in words and to machines. */
export function tooMany(c: C, seconds: number, back: string): Response {
  c.header("Retry-After", String(seconds))
  return show(c, tooManyPage, { minutes: Math.max(1, Math.ceil(seconds / 60)), back }, 429)
}

const statuses: Readonly<Record<string, Status>> = {
  not_found: 404,
  not_permitted: 403,
  wrong_state: 409,
  stale: 409,
  taken_meanwhile: 409,
  locked: 423,
}

/** The HTTP status of a refusal's code: one table for pages, tablets and API. */
export const statusOf = (refusal: Refusal): Status => statuses[refusal.code] ?? 422

/** A refusal in the words of the page's language. */
export const refusalWords = (c: C, refusal: Refusal): string => {
  const { code, ...facts } = refusal
  return c.var.view.t(refusalKey(code), facts)
}

const refusedPage = template<{ message: string; back: string }>("errors/refused")

/** Answers a refusal that belongs to no form, with a way back. */
export function refused(c: C, refusal: Refusal, back: string): Response {
  if (refusal.code === "not_found") return notFound(c)
  return show(c, refusedPage, { message: refusalWords(c, refusal), back }, statusOf(refusal))
}
