import type { Keyring } from "#lib/keyring.ts"

/** What was objected, and by whom; empty where the objection is anonymous or no mail was given. */
export type Statement = {
  readonly text: string
  readonly name: string
  readonly contact: string
  readonly mail: string
}

/** What is written down at a step, by its kind; a reply goes to whoever objected. */
export type StepBody = { readonly text: string; readonly reply: string }

export const sealStatement = (keys: Keyring, statement: Statement): string =>
  keys.seal("objection", JSON.stringify(statement))

export const openStatement = (keys: Keyring, sealed: string): Statement => JSON.parse(keys.open("objection", sealed))

export const sealBody = (keys: Keyring, body: StepBody): string => keys.seal("objection", JSON.stringify(body))

export const openBody = (keys: Keyring, sealed: string): StepBody => JSON.parse(keys.open("objection", sealed))
