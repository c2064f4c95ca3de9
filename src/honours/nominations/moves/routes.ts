import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type FormRead, type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, statusOf } from "#http/show.ts"
import { dayAfter, startOfDay } from "#lib/dates.ts"
import type { Result } from "#lib/result.ts"
import type { Move } from "../course/moves.ts"
import { addingForm, reasonForm, returnForm, signForm, transferForm } from "../forms.ts"
import { findNomination } from "../queries.ts"
import { dossier } from "../routes.ts"
import { type Asked, askAlso, handOver, moveNomination } from "./commands.ts"
import { takesPart } from "./permission.ts"

const own = "/manage/nominations/:id{[0-9]+}"

/** The dossier with a form that could not be read; whoever only reads it finds no form there. */
async function again(c: C, typed: Typed, problems: Problem[], open: string): Promise<Response> {
  const found = await findNomination(c.var.scope, idParam(c) ?? 0)
  return found && takesPart(c.var.scope.actor, found.places) ? dossier(c, typed, problems, open) : notFound(c)
}

/** Makes a move that a form of the dossier asked for; what is refused comes back with what was typed. */
async function move<T>(
  c: C,
  form: FormRead<T>,
  open: string,
  asked: (value: T) => Asked,
  done = "moved",
): Promise<Response> {
  if (!form.ok) return again(c, form.typed, form.problems, open)
  return answer(c, await moveNomination(c.var.scope, idParam(c) ?? 0, asked(form.value)), form.typed, open, done)
}

/** On to the dossier after a move, or back to its form with what was refused. */
async function answer(
  c: C,
  moved: Result<{ readonly id: number }>,
  typed: Typed,
  open: string,
  done = "moved",
): Promise<Response> {
  if (moved.ok) return seeOther(c, `/manage/nominations/${moved.value.id}?done=${done}`)
  if (moved.refusal.code === "not_found") return notFound(c)
  return dossier(c, typed, [problemFrom(c, moved.refusal)], open, statusOf(moved.refusal))
}

type Reasoned = "withdraw" | "reject" | "pass_over" | "lose" | "proceed" | "call_up"
const paths: Readonly<Record<Reasoned, string>> = {
  withdraw: "withdrawal",
  reject: "rejection",
  pass_over: "passing",
  lose: "loss",
  proceed: "continuation",
  call_up: "calling-up",
}

export const moveRoutes = new Hono<Env>()
  .post(`${own}/signature`, async (c) => {
    const form = await readForm(c, signForm, "nominations.fields.move")
    return move(
      c,
      form,
      "sign",
      ({ signer, verdict, version, words }) => ({ move: { move: "sign", signer, verdict }, version, words }),
      "signed",
    )
  })
  .post(`${own}/taking-back`, async (c) => {
    const form = await readForm(c, signForm.pick({ version: true, signer: true }), "nominations.fields.move")
    return move(c, form, "", ({ signer, version }) => ({ move: { move: "take_back", signer }, version }))
  })
  .post(`${own}/return`, async (c) => {
    const form = await readForm(c, returnForm, "nominations.fields.move")
    return move(
      c,
      form,
      "return",
      ({ to, reason, deadline, version }) => ({
        move: { move: "return", to },
        version,
        words: reason,
        deadline: deadline ? startOfDay(dayAfter(deadline)) : null,
      }),
      "returned",
    )
  })
  .post(`${own}/transfer`, async (c) => {
    const form = await readForm(c, transferForm, "nominations.fields.move")
    if (!form.ok) return again(c, form.typed, form.problems, "transfer")
    return answer(c, await handOver(c.var.scope, idParam(c) ?? 0, form.value), form.typed, "transfer")
  })
  .post(`${own}/adding`, async (c) => {
    const form = await readForm(c, addingForm, "nominations.fields.move")
    if (!form.ok) return again(c, form.typed, form.problems, "add_signer")
    const { account, version, reason: words } = form.value
    const asked = await askAlso(c.var.scope, idParam(c) ?? 0, { account, version, words })
    return answer(c, asked, form.typed, "add_signer")
  })

for (const [name, path] of Object.entries(paths) as [Reasoned, string][])
  moveRoutes.post(`${own}/${path}`, async (c) => {
    const form = await readForm(c, reasonForm, "nominations.fields.move")
    return move(c, form, name, ({ version, reason }) => ({ move: { move: name } as Move, version, words: reason }))
  })
