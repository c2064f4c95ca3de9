import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { findPerson, mergedInto } from "#directory/people/queries.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { lifeOf } from "./life.ts"
import { lifetimePage } from "./pages.ts"
import { findHolder, happeningsOf, honoursOf, nominationsOf, prizesOf } from "./queries.ts"

async function lifetime(c: C): Promise<Response> {
  const { scope } = c.var
  const id = idParam(c) ?? 0
  const person = await findHolder(scope, id)
  const into = person ? undefined : await mergedInto(scope, id, "register.read")
  if (into !== undefined && (await findHolder(scope, into))) return c.redirect(`/manage/people/${into}/honours`, 302)
  if (!person) return notFound(c)
  const held = await honoursOf(scope, id)
  const open = held.filter(({ isOpen }) => isOpen).map(({ entry }) => entry.id)
  const happenings = await happeningsOf(scope, open)
  return show(c, lifetimePage, {
    person: { id, name: person.name, unitName: person.unitName },
    honours: held.map((one) => ({ ...one, life: lifeOf(one.entry.id, happenings) })),
    nominations: await nominationsOf(scope, id),
    prizes: await prizesOf(scope, id),
    readsPerson: (await findPerson(scope, id, "directory.read")) !== undefined,
    today: dayOf(scope.now),
  })
}

export const lifetimeRoutes = new Hono<Env>().get("/manage/people/:id{[0-9]+}/honours", signedInOnly(), lifetime)
