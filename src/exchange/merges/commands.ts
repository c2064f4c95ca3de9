import * as accounts from "#accounts/commands.ts"
import * as invitations from "#accounts/invitations/commands.ts"
import * as panel from "#competition/judging/panel/commands.ts"
import * as registration from "#competition/registration/merged/commands.ts"
import * as results from "#competition/results/commands.ts"
import { type Scope, transact } from "#db/db.ts"
import { takeOverPerson } from "#directory/people/merging/commands.ts"
import type { MergeField } from "#directory/people/merging/fields.ts"
import { mayOpenAccount } from "#directory/people/terms.ts"
import * as history from "#honours/history/commands.ts"
import * as nominations from "#honours/nominations/merged/commands.ts"
import * as register from "#honours/register/commands.ts"
import * as reviews from "#honours/reviews/members/commands.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { type FileSide, findPair } from "./queries.ts"

export type Merge = {
  readonly into: number
  readonly from: number
  readonly version: number
  readonly otherVersion: number
  readonly taken: readonly MergeField[]
}

/** Makes one file of two with everything that points to either, all or nothing; each table is moved by its owner. */
export function mergePeople(scope: Scope, { into, from, version, otherVersion, taken }: Merge) {
  return transact(scope, async (inner): Promise<Result<number>> => {
    const pair = await findPair(inner, into, from)
    if (!pair) return refuse({ code: "not_found" })
    if (inner.actor.kind === "account" && inner.actor.personId === from) return refuse({ code: "own_file" })
    if (![pair.into, pair.from].every((side) => mayActFor(inner, side))) return refuse({ code: "merge_beyond" })
    const one = await takeOverPerson(inner, { id: from, version: otherVersion }, { id: into, version }, taken)
    if (!one.ok) return one
    const entered = await registration.takeOverPerson(inner, from, into)
    if (!entered.ok) return entered
    const seated = await panel.takeOverPerson(inner, from, into)
    if (!seated.ok) return seated
    const nominated = await nominations.takeOverPerson(inner, from, into)
    if (!nominated.ok) return nominated
    const sits = await reviews.takeOverPerson(inner, from, into)
    if (!sits.ok) return sits
    await results.takeOverPerson(inner, from, into)
    await register.takeOverPerson(inner, from, into)
    await history.takeOverPerson(inner, from, into)
    await accounts.takeOverPerson(inner, from, into)
    await invitations.takeOverPerson(inner, from, into)
    return ok(into)
  })
}

/** A file takes over the duties and the account of the other: as with passwords, only for whom they lie within reach. */
const mayActFor = ({ actor }: Scope, { person, dutyPlaces }: FileSide): boolean =>
  mayOpenAccount(actor, { path: person.unitPath }, dutyPlaces)
