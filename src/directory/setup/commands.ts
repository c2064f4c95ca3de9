import { openAccount } from "#accounts/commands.ts"
import { passwordProblem } from "#accounts/password-rules.ts"
import { plainName } from "#accounts/proof.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { addRoot } from "#directory/organisations/commands.ts"
import { addDuty, addPerson } from "#directory/people/commands.ts"
import { isUsername } from "#directory/people/terms.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { SetupForm } from "./forms.ts"
import { anyAccount, lockSetup } from "./queries.ts"

const duties = ["administrator", "contest_officer", "honours_officer"] as const

/** Makes the federation, its first administrator and their account, all or nothing, once: then the link is dead. */
export async function setUp(
  scope: Scope,
  policy: Policy,
  form: SetupForm & { readonly post: string },
): Promise<Result<number>> {
  const system: Scope = { ...scope, actor: { kind: "system", name: "setup" } }
  if (!isUsername(form.username)) return refuse({ code: "username", field: "username" })
  const problem = passwordProblem(policy, form.password, plainName(form.username))
  if (problem) return refuse({ ...problem, field: "password" })
  return transact(system, async (inner): Promise<Result<number>> => {
    await lockSetup(inner.db)
    if (await anyAccount(inner.db)) return refuse({ code: "not_found" })
    const { federation, shortName, level, regionCode, creditCode } = form
    const root = await addRoot(inner, { name: federation, shortName, level, regionCode, creditCode })
    if (!root.ok) return root
    const { name, sex, birthDate, post, username, password } = form
    const facts = { name, sex, birthDate, post, identityClass: "cadre", skillLevel: null, isStudent: false } as const
    const person = await addPerson(inner, root.value, facts)
    if (!person.ok) return person
    for (const kind of duties) await addDuty(inner, person.value.id, { kind, unit: root.value })
    const opened = await openAccount(inner, { personId: person.value.id, username, password })
    if (!opened.ok) return opened
    await record(inner, "unit.set_up", { kind: "unit", id: root.value })
    return ok(root.value)
  })
}
