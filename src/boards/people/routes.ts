import { Hono } from "hono"
import { serveFile } from "#attachments/pages.ts"
import { holderOf, sourceOf } from "#boards/board/links.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { surnameOf } from "#lib/surnames.ts"
import { personPage } from "./pages.ts"
import { deedsOf, findLaureate, mergedInto, namesakesOf, photoOf, prizesOf } from "./queries.ts"

type Laureate = NonNullable<Awaited<ReturnType<typeof findLaureate>>>

const nominationsOf = ({ lines }: Laureate) =>
  lines.flatMap(({ nominationId }) => (nominationId === null ? [] : [nominationId]))

async function person(c: C): Promise<Response> {
  const { scope } = c.var
  const id = idParam(c) ?? 0
  const found = await findLaureate(scope, id)
  if (!found) return elsewhere(c, id)
  return show(c, personPage, {
    person: found,
    surname: surnameOf(found.name),
    prizes: await prizesOf(scope, id),
    namesakes: await namesakesOf(scope, found),
    deeds: await deedsOf(scope, nominationsOf(found)),
    hasPhoto: c.var.files !== undefined && (await photoOf(scope, nominationsOf(found))) !== undefined,
    holderOf,
    sourceOf,
  })
}

/** The address of a double leads to the file that it was merged into, if that one may be seen. */
async function elsewhere(c: C, id: number): Promise<Response> {
  const into = await mergedInto(c.var.scope, id)
  const there = into !== undefined && (await findLaureate(c.var.scope, into)) !== undefined
  return there ? c.redirect(`/people/${into}`, 302) : notFound(c)
}

async function photo(c: C): Promise<Response> {
  const found = await findLaureate(c.var.scope, idParam(c) ?? 0)
  const file = found && (await photoOf(c.var.scope, nominationsOf(found)))
  return file ? serveFile(c, file) : notFound(c)
}

export const laureateRoutes = new Hono<Env>().get("/people/:id{[0-9]+}", person)

/** Apart from the pages, which are kept: a picture is not. */
export const laureatePhotoRoutes = new Hono<Env>().get("/people/:id{[0-9]+}/photo", photo)
