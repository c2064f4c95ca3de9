import type { Bundle } from "#competition/ranking/bundle.ts"

/** The bundle with one mark other than it was, named `ENTRY/NODE/JUDGE=VALUE` (no judge for a measured node). */
export function changeOf(bundle: Bundle, change: string): Bundle {
  const [, entry, node, judge, value] = /^([^/=]+)\/([^/=]+)(?:\/([^/=]+))?=(.+)$/.exec(change) ?? []
  const at = bundle.marks.findIndex((mark) => mark.entry === entry && mark.node === node && mark.judge === judge)
  const mark = bundle.marks[at]
  if (!mark || value === undefined) throw new Error(`--change ${change}: there is no such mark`)
  return { ...bundle, marks: bundle.marks.with(at, { ...mark, value }) }
}
