import { codeFrom, typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Checkpoint } from "./checkpoints.ts"

/** A checkpoint that somebody kept where the database cannot reach: its number, and its root or the code of that. */
export type Outside = { readonly number: number; readonly root: string }

/** A root as 24 letters and figures in groups of four: short enough to be copied by hand, 117 bits. */
export const rootCode = (root: string): string =>
  codeFrom(Buffer.from(sha256(`1 ${root}`) + sha256(`2 ${root}`), "hex"), 24)

/** Whether what was kept is this root, written in full or as its code. */
export const isRoot = (root: string, kept: string): boolean =>
  kept === root || typedCode(kept) === typedCode(rootCode(root))

export const outsideFile = ({ number, at, entries, keyId, root }: Checkpoint): string =>
  `${JSON.stringify({ laurel: "audit checkpoint", number, at: at.toISOString(), entries, keyId, root, code: rootCode(root) }, null, 2)}\n`

/** A checkpoint as it was kept: the file that was downloaded, or a line with its number and code. */
export function readOutside(text: string): Outside | undefined {
  const [, typed, code] = /^\s*(\d{1,9})[\s:]+([A-Za-z0-9 -]{24,40})\s*$/.exec(text) ?? []
  if (typed && code) return { number: Number(typed), root: code }
  try {
    const { number, root } = JSON.parse(text)
    return Number.isInteger(number) && typeof root === "string" ? { number, root } : undefined
  } catch {
    return undefined
  }
}
