import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { findUnit, unitChoices } from "#directory/organisations/queries.ts"
import { listPeople } from "#directory/people/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idQuery } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { earlierNominations } from "../copying/queries.ts"
import { startForm } from "../forms.ts"
import { startPage } from "../pages.ts"
import { startNomination } from "./commands.ts"
import { offersFor, standing, unitsStanding } from "./queries.ts"

/** Which selection, then which honour, then whom: each step is a page, and what was chosen stands in the address. */
async function start(c: C, typed: Typed = {}, problems: Problem[] = []): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "nominations.write")) return notFound(c)
  const ask = (name: string) => idQuery(c, name) ?? idOf(typed[name])
  const offers = await offersFor(scope, ask("programme"))
  const { programmes, honours } = offers
  const honour = honours.find(({ id }) => id === ask("honour"))
  const programme = programmes.find(({ id }) => id === ask("programme"))
  const name = (c.req.query("name") ?? "").slice(0, 50)
  const choice = programme && honour ? await nominees(scope, offers, { programme, honour, name }) : nobody
  const shape = { programmes, programme, honours, honour, name, ...choice, typed, problems }
  return show(c, startPage, shape, problems.length > 0 ? 422 : 200)
}

type Offers = Awaited<ReturnType<typeof offersFor>>
type Chosen = { readonly programme: { id: number }; readonly honour: Offers["honours"][number]; readonly name: string }
const nobody = { people: [], units: [], earlier: [] }

/** Whom the actor can choose for an honour: who stands already, or has no seat left, is shown and not offered. */
async function nominees(scope: Scope, { cellFor }: Offers, { programme, honour, name }: Chosen) {
  const { id: honourId, recipientKind: kind } = honour
  const hasSeat = (path: string) => (cellFor(path, honourId) ?? { free: 0 }).free !== 0
  const to = { programmeId: programme.id, honourId, kind, name }
  const earlier = (await earlierNominations(scope, to)).filter(({ path }) => hasSeat(path))
  if (kind === "person") {
    const wanted = { name, unitPath: undefined }
    const { lines } = await listPeople(scope, wanted, { size: 20, offset: 0 }, "nominations.write")
    const there = await standing(
      scope,
      programme.id,
      lines.map(({ id }) => id),
    )
    const stateOf = ({ id, unitPath }: (typeof lines)[number]) =>
      there.has(id) ? ("nominated" as const) : hasSeat(unitPath) ? ("free" as const) : ("no_seat" as const)
    return { ...nobody, earlier, people: lines.map((line) => ({ ...line, state: stateOf(line) })) }
  }
  const there = kind === "unit" ? await unitsStanding(scope, programme.id, honourId) : new Set<number>()
  const units = (await unitChoices(scope, "nominations.write")).filter(({ path }) => hasSeat(path))
  return { ...nobody, earlier, units: units.filter(({ id }) => !there.has(id)) }
}

export const startingRoutes = new Hono<Env>()
  .get("/manage/nominations/new", (c) => start(c))
  .post("/manage/nominations", async (c) => {
    if (!holds(c.var.scope.actor, "nominations.write")) return notFound(c)
    const form = await readForm(c, startForm, "nominations.fields")
    if (!form.ok) return start(c, form.typed, form.problems)
    const { programme, honour, person, unit, team } = form.value
    const who = { personId: idOf(person) ?? null, unitId: idOf(unit) ?? null, teamName: team.normalize("NFC") }
    if (who.personId === null && !(await findUnit(c.var.scope, who.unitId ?? 0, "nominations.write")))
      return start(c, form.typed, [problemFrom(c, { code: "unit_not_chosen", field: "unit" })])
    const started = await startNomination(c.var.scope, { programmeId: programme, honourId: honour, ...who })
    if (started.ok) return seeOther(c, `/manage/nominations/${started.value.id}?done=started`)
    if (started.refusal.code === "not_found") return notFound(c)
    return start(c, form.typed, [problemFrom(c, started.refusal)])
  })
