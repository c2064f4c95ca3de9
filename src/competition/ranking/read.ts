import { findings, type Problem } from "#competition/contests/problem.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { bundleProblems } from "#competition/ranking/bundle-rules.ts"
import { parseJson } from "#competition/ranking/json.ts"

export { bundleProblems } from "#competition/ranking/bundle-rules.ts"

export type ReadBundle =
  | { readonly ok: true; readonly value: Bundle }
  | { readonly ok: false; readonly problems: readonly Problem[] }

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const refused = (code: "not_utf8" | "byte_order_mark"): ReadBundle => ({ ok: false, problems: [{ at: "", code }] })

/** A bundle from the bytes of a file (UTF-8 without byte order mark), or everything that is wrong with it. */
export function readBundle(bytes: Uint8Array): ReadBundle {
  const source = utf8(bytes)
  if (source === undefined) return refused("not_utf8")
  if (source.startsWith("\ufeff")) return refused("byte_order_mark")
  const { problems, note } = findings()
  const value = parseJson(source, note)
  if (value === undefined) return { ok: false, problems }
  const found = bundleProblems(value)
  // 9.5 instead of "9.5" is noted by both readers at one place; once is enough.
  const places = new Set(found.map(({ at }) => at))
  const all = [...problems.filter(({ at, code }) => code !== "number_form" || !places.has(at)), ...found]
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, value: value as Bundle }
}
