import type { Actor } from "#lib/actor.ts"

/** What an action was done to, such as `{ kind: "contest", id: 7 }`. */
export type Subject = { readonly kind: string; readonly id: number }

/** Entries from before there were chains: counted, and covered by the first checkpoint alone. */
export const unchained = ""

const parts = 16

/**
 * The chain of an entry. Whoever writes waits for the others of the same chain only, so what many do at once is spread:
 * every judge's tablet has a chain of its own, people, accounts and entries are dealt out over sixteen each.
 */
export function chainOf(actor: Pick<Actor, "kind">, actorId: number | null, subject: Subject): string {
  if (actor.kind === "seat") return `seat:${actorId}`
  return (chains[subject.kind] ?? own)(subject)
}

const own = ({ kind }: Subject) => kind
const each = ({ kind, id }: Subject) => `${kind}:${id}`
const dealt = (name: string) => (subject: Subject) => `${name}:${subject.id % parts}`
const all = (name: string) => () => name

/** A kind that is not listed has one chain of its own name. */
const chains: Readonly<Record<string, (subject: Subject) => string>> = {
  contest: each,
  event: each,
  seat: each,
  notice: each,
  objection: dealt("objections"),
  entry: dealt("entries"),
  nomination: dealt("nominations"),
  person: dealt("people"),
  account: dealt("accounts"),
  unit: all("directory"),
  programme: each,
  honour: all("honours"),
  register_entry: all("honours"),
  decision: all("honours"),
  committee: each,
  revocation: all("honours"),
  history_import: all("honours"),
}
