/** How the bytes of an answer may be packed for the way, the smallest first. */
export const codings = ["br", "gzip"] as const
export type Coding = (typeof codings)[number]

/** Packs bytes; what lasts is worth the time that the smallest form takes. Absent where the platform packs by itself. */
export type Encode = (bytes: Uint8Array, coding: Coding, lasts: boolean) => Buffer<ArrayBuffer>

/** Less than this many bytes fits into one packet anyway. */
const WORTH = 1_000

/** The smallest coding that a client says it takes (`Accept-Encoding`, RFC 9110 12.5.3); nothing where it takes none. */
export function codingIn(accepted: string | undefined, length: number): Coding | undefined {
  return accepted && length >= WORTH ? said(accepted) : undefined
}

/** Browsers say the same few things again and again. */
const heard = new Map<string, Coding | undefined>()
const MOST = 100

function said(accepted: string): Coding | undefined {
  if (heard.has(accepted)) return heard.get(accepted)
  const coding = codingOf(accepted)
  if (heard.size < MOST) heard.set(accepted, coding)
  return coding
}

const codingOf = (accepted: string): Coding | undefined =>
  codings.find((coding) =>
    accepted.split(",").some((one) => {
      const [name, ...rest] = one.toLowerCase().split(";")
      return name?.trim() === coding && !rest.some((part) => /^\s*q=0(\.0*)?\s*$/.test(part))
    }),
  )
