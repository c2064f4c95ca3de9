import type { Logger } from "pino"
import { invitationMail, sendInvitation } from "#accounts/invitations/jobs.ts"
import type { Db } from "#db/db.ts"
import { consentMail, sendConsent } from "#honours/nominations/consent/jobs.ts"
import { reminderMail, sendReminder } from "#honours/nominations/reminding/jobs.ts"
import { letterMail, sendLetter } from "#honours/opinions/jobs.ts"
import { type Outcome, runDue } from "#jobs/commands.ts"
import { every } from "#jobs/worker.ts"
import type { Keyring } from "#lib/keyring.ts"
import { smtpMailer } from "#mail/smtp.ts"
import { objectionMail, sendConclusion } from "#notices/objections/jobs.ts"
import type { Config } from "./config.ts"

type World = { readonly db: Db; readonly keys: Keyring; readonly clock: () => Date }

/** Does what requests have put down to be done, every few seconds, until it is stopped. */
export function startJobs(world: World, { mail }: Config, log: Logger) {
  const mailer = mail && smtpMailer(mail.url, mail.from)
  const handlers = mailer
    ? {
        [invitationMail]: sendInvitation(mailer),
        [objectionMail]: sendConclusion(mailer),
        [letterMail]: sendLetter(mailer),
        [consentMail]: sendConsent(mailer),
        [reminderMail]: sendReminder(mailer),
      }
    : {}
  const tell = (outcome: Outcome) =>
    outcome.outcome === "done" ? log.info(outcome, "job") : log.error(outcome, `job ${outcome.outcome}`)
  const failed = (error: unknown) => log.error({ kind: (error as Error).name }, "jobs were not reached")
  const worker = every(5, () => runDue(world, handlers, tell), failed)
  return {
    stop: async () => {
      await worker.stop()
      mailer?.close()
    },
  }
}
