import { sweepStore } from "#attachments/commands.ts"
import { upkeepOf } from "#audit/upkeep.ts"
import { forgetOperations } from "#competition/judging/retention/commands.ts"
import { vacuum } from "#db/autovacuum.ts"
import type { Scope } from "#db/db.ts"
import type { FileStore } from "#files/store.ts"
import { markOverdue } from "#honours/nominations/deadlines/commands.ts"
import { remindDue } from "#honours/nominations/reminding/commands.ts"
import { foldCounts } from "#honours/register/counting/commands.ts"
import { type Ask, checkNotices } from "#notices/issuing/proof/commands.ts"
import { type Care, type Tended, tend, trailUpkeep } from "./care.ts"
import { issuerName } from "./issuer.ts"

type World = Tended & {
  readonly files: FileStore
  /** Asks the app for a page as a visitor would. */
  readonly ask: Ask
  readonly origin: string
  /** Whether somebody sends the mails that are put down as jobs: without, nobody is told and nobody counts as told. */
  readonly mails: boolean
  readonly embedded: boolean
}

/** Looks after what nobody asks for once a minute until it is told to stop. */
export function startUpkeep(world: World, retentionDays: number): () => Promise<void> {
  const issuer = issuerName(world.clock)
  const remind: Care["tend"] = async (scope) =>
    remindDue(scope, { issuer: await issuer(scope.db), link: `${world.origin}/manage` })
  const cares: readonly (Care & { readonly minutes: number })[] = [
    { name: "trail", minutes: 1, tend: upkeepOf({ ...trailUpkeep, retentionDays }) },
    { name: "notices", minutes: 1, tend: (scope) => checkNotices(scope, world.ask) },
    { name: "nominations", minutes: 1, tend: markOverdue },
    ...(world.mails ? [{ name: "reminders", minutes: 15, tend: remind }] : []),
    { name: "operation keys", minutes: 60, tend: forgetOperations },
    { name: "counts", minutes: 24 * 60, tend: foldCounts },
    ...(world.embedded ? [{ name: "autovacuum", minutes: 1, tend: ({ db }: Scope) => vacuum(db) }] : []),
    { name: "stored files", minutes: 60, tend: (scope) => sweepStore(scope, world.files) },
  ]
  let running: Promise<void> = Promise.resolve()
  let round = 0
  const once = async () => {
    const due = cares.filter(({ minutes }) => round % minutes === 0)
    round++
    for (const care of due) await tend(world, care)
  }
  const timer = setInterval(() => {
    running = running.then(once)
  }, 60_000)
  return () => {
    clearInterval(timer)
    return running
  }
}
