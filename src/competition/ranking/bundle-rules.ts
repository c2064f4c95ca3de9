import { type Check, choice, code, given, has, type Members, members, text } from "#competition/contests/check.ts"
import { findings, type Note, type Problem } from "#competition/contests/problem.ts"
import { checkRules, OPTIONAL, REQUIRED } from "#competition/contests/rules.ts"
import { entryRules, panelRules } from "#competition/ranking/entry-rules.ts"
import { markRules } from "#competition/ranking/mark-rules.ts"

const title: Check<unknown> = (note, value, at) => {
  const titles = members(note, value, at, [], ["zh-CN", "en"])
  if (titles) for (const language of ["zh-CN", "en"]) given(note, titles, at, language, text)
}

const event: Check<unknown> = (note, value, at) => {
  const owner = members(note, value, at, ["code"], ["title"])
  if (!owner) return
  given(note, owner, at, "code", code)
  given(note, owner, at, "title", title)
}

function contents(note: Note, bundle: Members): void {
  given(note, bundle, "", "format", choice("laurel-contest/1"))
  given(note, bundle, "", "event", event)
  const nodes = checkRules(note, bundle)
  const entries = has(bundle, "entries") ? entryRules(note, bundle.entries, "/entries") : undefined
  const panels = has(bundle, "panels") ? panelRules(note, bundle.panels, "/panels", nodes, entries) : new Map()
  if (has(bundle, "marks")) markRules(note, bundle.marks, { nodes, entries, panels })
}

/** What keeps an already parsed value from being a `laurel-contest/1` bundle; empty when nothing does. */
export function bundleProblems(value: unknown): Problem[] {
  const { problems, note } = findings()
  const required = ["format", "event", ...REQUIRED, "entries", "marks"]
  const bundle = members(note, value, "", required, [...OPTIONAL, "panels"])
  if (bundle) contents(note, bundle)
  return problems
}
