import { actorOfAccount } from "#accounts/actors.ts"
import { connect } from "#db/connect.ts"
import type { Scope } from "#db/db.ts"
import { filterChoices, listNominations, type NominationFilter } from "#honours/nominations/listing/queries.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { answering } from "./children.ts"
import { median } from "./rounds.ts"

export type Listing = { readonly url: string; readonly key: string; readonly times: number }

const every: NominationFilter = {
  ...{ name: "", programme: undefined, honour: undefined, state: undefined },
  ...{ step: "", recommender: undefined, overdue: false, sort: "recent" },
}

/** What an officer asks the list for: everything, by name, by each of its filters, and in each of its orders. */
const asked: readonly Partial<NominationFilter>[] = [
  {},
  { name: "伟" },
  { name: "wang" },
  { programme: 5, state: "underway" },
  { honour: 2, state: "honoured" },
  { step: "first_review" },
  { recommender: 7 },
  { overdue: true, sort: "due" },
  { sort: "name" },
]

const page = { number: 1, size: 20, offset: 0 }

/** Milliseconds that all of those lists take together: the median of several times. */
async function listed({ url, key, times }: Listing): Promise<{ ms: number }> {
  const { db, close } = connect(url)
  const scope: Scope = { db, keys: keyringOf([key]), actor: { kind: "system", name: "bench" }, now: new Date() }
  const actor = await actorOfAccount(scope, 1)
  if (!actor) throw new Error("no officer")
  const spent: number[] = []
  for (let time = 0; time <= times; time++) {
    const began = performance.now()
    for (const filter of asked) {
      const { total } = await listNominations({ ...scope, actor }, { ...every, ...filter }, page)
      if (total === 0) throw new Error(`nothing is listed for ${JSON.stringify(filter)}`)
      await filterChoices({ ...scope, actor })
    }
    spent.push(performance.now() - began)
  }
  await close()
  return { ms: median(spent.slice(1)) }
}

answering(listed)
