import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type FormRead, type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, statusOf } from "#http/show.ts"
import { dayAfter, startOfDay } from "#lib/dates.ts"
import type { Move } from "../course/moves.ts"
import { reasonForm, returnForm, signForm, transferForm } from "../forms.ts"
import { findNomination } from "../queries.ts"
import { dossier } from "../routes.ts"
import { type Asked, handOver, moveNomination } from "./commands.ts"
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
  const moved = await moveNomination(c.var.scope, idParam(c) ?? 0, asked(form.value))
  if (moved.ok) return seeOther(c, `/manage/nominations/${moved.value.id}?done=${done}`)
  if (moved.refusal.code === "not_found") return notFound(c)
  return dossier(c, form.typed, [problemFrom(c, moved.refusal)], open, statusOf(moved.refusal))
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
    const handed = await handOver(c.var.scope, idParam(c) ?? 0, form.value)
    if (handed.ok) return seeOther(c, `/manage/nominations/${handed.value.id}?done=moved`)
    if (handed.refusal.code === "not_found") return notFound(c)
    return dossier(c, form.typed, [problemFrom(c, handed.refusal)], "transfer", statusOf(handed.refusal))
  })

for (const [name, path] of Object.entries(paths) as [Reasoned, string][])
  moveRoutes.post(`${own}/${path}`, async (c) => {
    const form = await readForm(c, reasonForm, "nominations.fields.move")
    return move(c, form, name, ({ version, reason }) => ({ move: { move: name } as Move, version, words: reason }))
  })
