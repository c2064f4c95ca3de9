import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show } from "#http/show.ts"
import { codeFrom } from "#lib/codes.ts"
import { qrPath } from "#lib/qr-path.ts"
import { calendarOf } from "#notices/calendar/queries.ts"
import { longestNotice } from "#notices/calendar/working-days.ts"
import { questions } from "./asking.ts"
import { askDepartments, reissueLetter, remind, type Sender, type Sent } from "./commands.ts"
import { askForm, emailOf, reissueForm } from "./forms.ts"
import { answersPage, lettersPage, printPage } from "./pages.ts"
import { type Asking, addressesOf, askedIn, findAsking, letterOf, lettersOf, nomineesOf, waitingAt } from "./queries.ts"
import { dueText, letterState } from "./standing.ts"

const base = "/manage/programmes/:slug/opinions"
const pathOf = ({ programme }: Asking) => `/manage/programmes/${programme.slug}/opinions`
const asking = (c: C) => findAsking(c.var.scope, c.req.param("slug") ?? "")
const sender = ({ var: { view, origin } }: C): Sender => ({ issuer: view.issuer, lang: view.lang, origin })
const newCode = (c: C) => codeFrom(c.var.random(64), 16)

async function letters(c: C, found: Asking, typed: Typed, problems: Problem[]): Promise<Response> {
  const { scope, mails } = c.var
  const { programme, rules, steps } = found
  const open = questions(rules, await waitingAt(scope, programme.id, steps), await askedIn(scope, programme.id))
  const known = await addressesOf(scope, programme.unitId)
  const days = Math.min(...open.map(({ workingDays }) => workingDays), longestNotice)
  const lines = (await lettersOf(scope, programme.id)).map((line) => ({
    ...line,
    state: letterState(line.letter, scope.now),
  }))
  const shape = {
    programme,
    lines,
    questions: open.map(({ key, title, nominees }) => ({
      key,
      title,
      count: nominees.length,
      email: known.get(key) ?? "",
    })),
    mails,
    dueAt: dueText(scope.now, days, await calendarOf(scope)),
    typed,
    problems,
    done: doneOf(c, ["reminded"]),
  }
  return show(c, lettersPage, shape, problems.length > 0 ? 422 : 200)
}

const printed = (c: C, found: Asking, sent: readonly Sent[]) => {
  const linkOf = (code: string) => `${c.var.origin}/opinions#${code}`
  const shape = {
    programme: found.programme,
    sent: sent.map((one) => ({ ...one, qr: qrPath(linkOf(one.code)) })),
    address: `${c.var.origin}/opinions`.replace(/^https?:\/\//, ""),
  }
  return show(c, printPage, shape, 201)
}

async function answers(c: C, found: Asking, problems: Problem[]): Promise<Response> {
  const { scope, mails } = c.var
  const letter = await letterOf(scope, found.programme.id, idParam(c) ?? 0)
  if (!letter) return notFound(c)
  const email = letter.emailSealed ? scope.keys.open("email", letter.emailSealed) : ""
  const shape = { programme: found.programme, letter, state: letterState(letter, scope.now), mails, email, problems }
  const nominees = await nomineesOf(scope, letter.id)
  return show(c, answersPage, { ...shape, nominees }, problems.length > 0 ? 422 : 200)
}

export const opinionRoutes = new Hono<Env>()
  .use(base, signedInOnly())
  .use(`${base}/*`, signedInOnly())
  .get(base, async (c) => {
    const found = await asking(c)
    return found ? letters(c, found, {}, []) : notFound(c)
  })
  .post(base, async (c) => {
    const found = await asking(c)
    if (!found) return notFound(c)
    const form = await readForm(c, askForm, "opinions.fields")
    if (!form.ok) return letters(c, found, form.typed, form.problems)
    const { department, dueAt } = form.value
    const to = department.map((key) => ({
      department: key,
      email: c.var.mails ? emailOf(form.typed, key) : "",
      code: newCode(c),
      dueAt,
    }))
    const sent = await askDepartments(c.var.scope, found.programme.slug, to, sender(c))
    return sent.ok ? printed(c, found, sent.value) : letters(c, found, form.typed, [problemFrom(c, sent.refusal)])
  })
  .get(`${base}/:id`, async (c) => {
    const found = await asking(c)
    return found ? answers(c, found, []) : notFound(c)
  })
  .post(`${base}/:id/code`, async (c) => {
    const found = await asking(c)
    if (!found) return notFound(c)
    const form = await readForm(c, reissueForm, "opinions.fields")
    if (!form.ok) return answers(c, found, form.problems)
    const given = { code: newCode(c), email: c.var.mails ? form.value.email : "" }
    const sent = await reissueLetter(c.var.scope, found.programme.slug, idParam(c) ?? 0, given, sender(c))
    if (sent.ok) return printed(c, found, [sent.value])
    return sent.refusal.code === "not_found" ? notFound(c) : answers(c, found, [problemFrom(c, sent.refusal)])
  })
  .post(`${base}/:id/reminder`, async (c) => {
    const found = await asking(c)
    if (!found) return notFound(c)
    const reminded = await remind(c.var.scope, found.programme.slug, idParam(c) ?? 0, sender(c))
    return reminded.ok ? seeOther(c, `${pathOf(found)}?done=reminded`) : refused(c, reminded.refusal, pathOf(found))
  })
