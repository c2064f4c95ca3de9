import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { codeFrom } from "#lib/codes.ts"
import { qrPath } from "#lib/qr-path.ts"
import { accountOf } from "../account/queries.ts"
import { type PersonSeen, seePerson } from "../queries.ts"
import { invitePerson } from "./commands.ts"
import { invitationForm } from "./forms.ts"
import { invitePage, letterPage } from "./pages.ts"

const path = "/manage/people/:id/invitation"

/** The person, where the actor may invite them; anybody else is not found. */
async function invitee(c: C): Promise<PersonSeen | undefined> {
  const person = await seePerson(c.var.scope, idParam(c) ?? 0)
  return person && (await accountOf(c.var.scope, person)).mayKeep ? person : undefined
}

async function ask(c: C, person: PersonSeen, typed: Typed, problems: Problem[]): Promise<Response> {
  const { username, state } = await accountOf(c.var.scope, person)
  const account = { username, isInvited: state === "invited" }
  const shape = { person, mails: c.var.mails, account, typed, problems }
  return show(c, invitePage, shape, problems.length > 0 ? 422 : 200)
}

export const invitationRoutes = new Hono<Env>()
  .get(path, async (c) => {
    const person = await invitee(c)
    return person ? ask(c, person, {}, []) : notFound(c)
  })
  .post(path, async (c) => {
    const person = await invitee(c)
    if (!person) return notFound(c)
    const form = await readForm(c, invitationForm, "directory.person_fields")
    if (!form.ok) return ask(c, person, form.typed, form.problems)
    const delivery = c.var.mails ? form.value.delivery : "letter"
    const code = codeFrom(c.var.random(64), 16)
    const link = `${c.var.origin}/invitation#${code}`
    const { issuer, lang } = c.var.view
    const invited = await invitePerson(
      c.var.scope,
      person.id,
      { ...form.value, delivery },
      { code, link, issuer, lang },
    )
    if (!invited.ok) return ask(c, person, form.typed, [problemFrom(c, invited.refusal)])
    if (delivery === "mail") return seeOther(c, `/manage/people/${person.id}?done=invited`)
    const address = `${c.var.origin}/invitation`.replace(/^https?:\/\//, "")
    return show(c, letterPage, { person, ...invited.value, code, address, qr: qrPath(link) }, 201)
  })
