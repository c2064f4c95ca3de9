import { eq } from "drizzle-orm"
import { invite } from "#accounts/invitations/commands.ts"
import { type InvitationMail, invitationMail } from "#accounts/invitations/jobs.ts"
import { type Scope, transact } from "#db/db.ts"
import { people } from "#db/schema/index.ts"
import { enqueue } from "#jobs/commands.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { isAddress } from "#mail/mailer.ts"
import { mayKeepAccount } from "../account/queries.ts"
import { dutiesOf } from "../duties/queries.ts"
import { findPerson, personById } from "../queries.ts"
import { isUsername } from "../terms.ts"
import type { InvitationForm } from "./forms.ts"

/** What only the page of the inviting administrator knows: the code, the address to go to, and the words. */
export type Letterhead = Pick<InvitationMail, "code" | "link" | "issuer" | "lang">

/** Invites a person to open an account (or one anew); by mail if so wished, in the same transaction. */
export function invitePerson(scope: Scope, personId: number, form: InvitationForm, head: Letterhead) {
  return transact(scope, async (inner): Promise<Result<{ until: Date; username: string }>> => {
    const person = await findPerson(inner, personId, "directory.read")
    if (!person) return refuse({ code: "not_found" })
    if (!(await mayKeepAccount(inner, person, await dutiesOf(inner, personId))))
      return refuse({ code: "account_not_yours" })
    if (!isUsername(form.username)) return refuse({ code: "username", field: "username" })
    const username = form.username.normalize("NFKC").toLowerCase()
    const to = await addressFor(inner, personId, form)
    if (!to.ok) return to
    const invited = await invite(inner, { personId, username, code: head.code })
    if (!invited.ok) return invited
    const { until } = invited.value
    const mail = { ...head, to: to.value, name: person.name, username, until: until.toISOString() }
    if (form.delivery === "mail") await enqueue(inner, invitationMail, mail satisfies InvitationMail)
    return ok({ until, username })
  })
}

/** The address that was typed, which is kept for the next time, or the one that was kept. */
async function addressFor(
  scope: Scope,
  personId: number,
  { delivery, email }: InvitationForm,
): Promise<Result<string>> {
  if (delivery === "letter") return ok("")
  if (!email) {
    const kept = (await personById(scope.db, personId))?.emailSealed
    return kept ? ok(scope.keys.open("email", kept)) : refuse({ code: "no_address", field: "email" })
  }
  if (!isAddress(email)) return refuse({ code: "no_address", field: "email" })
  const emailSealed = scope.keys.seal("email", email)
  await scope.db.update(people).set({ emailSealed }).where(eq(people.id, personId))
  return ok(email)
}
