import type { Policy } from "#lib/policy.ts"

/** Tries that are counted together: `limit` of them within `minutes`, then a wait of as long. */
export type Lane = {
  readonly name: string
  readonly limit: number
  readonly minutes: number
  readonly accountId: number | undefined
}

export type Visitor = {
  /** What is guessed at: the password of an account, or its second factor. */
  readonly what: "password" | "second_factor"
  readonly username: string
  readonly accountId: number | undefined
  readonly network: string
  /** The number of a device from which this account has signed in, proven by its cookie. */
  readonly device: string | undefined
  /** Whether this account has signed in from this network. */
  readonly isFamiliar: boolean
}

/**
 * The lanes of a try, each to be passed in this order (ASVS 6.1.1). A device that the owner has used has a lane of its
 * own, which no stranger can fill; everybody else shares those of their network and of the account.
 */
export function lanesOf({ account, ...policy }: Policy, visitor: Visitor): readonly Lane[] {
  const { what, username, accountId, network, device, isFamiliar } = visitor
  const lane = (name: string, limit: number, minutes: number, of = accountId): Lane => ({
    name: `${what} ${name}`,
    limit,
    minutes,
    accountId: of,
  })
  const ofAccount = lane(`account ${username}`, account.failures, account.minutes)
  const spared = account.sparesFamiliar && (device !== undefined || isFamiliar)
  const own = device
    ? [lane(`device ${username} ${device}`, 10, 15)]
    : [
        lane(`network ${network}`, policy.name === "mlps" ? 20 : 50, 15, undefined),
        lane(`pair ${username} ${network}`, 10, 15),
      ]
  return spared ? own : [...own, ofAccount]
}

/** Wrong codes of judges from one network: a hall shares one, and thirty tries a minute guess no code of twelve letters. */
export const codeLanes = (network: string): readonly Lane[] => [
  { name: `code ${network}`, limit: 30, minutes: 1, accountId: undefined },
]

/** Wrong codes of letters from one network: a letter's code has sixteen letters, and few letters are out. */
export const letterLanes = (network: string): readonly Lane[] => [
  { name: `letter ${network}`, limit: 20, minutes: 10, accountId: undefined },
]
