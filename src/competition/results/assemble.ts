import type { Rules, SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle, Entry, Mark, Panels } from "#competition/ranking/bundle.ts"
import type { EntryStatus, RegistrationState } from "#db/words.ts"

export type CodedEntry = {
  readonly id: number
  readonly code: string | null
  readonly status: EntryStatus
  readonly registration: RegistrationState
  readonly team: { readonly id: number; readonly code: string | null } | null
}
export type MarkLine = {
  readonly entryId: number
  readonly slot: string
  readonly judge: string | null
  readonly value: string | null
}
export type PanelLine = { readonly entryId: number; readonly nodeKey: string; readonly size: number }
export type EventNames = { readonly code: string; readonly titleZh: string; readonly titleEn: string }

const valueSlot = "value:"

/** A team is known to strangers by its code; one that was given none, by its number. */
export const teamCode = ({ id, code }: { readonly id: number; readonly code: string | null }): string =>
  code ?? `T${id}`

/** The contest bundle of an event as its tables stand: codes only, what was cleared or never given left out. */
export function assemble(
  rules: Rules,
  event: EventNames,
  entries: readonly CodedEntry[],
  marks: readonly MarkLine[],
  panelChanges: readonly PanelLine[],
): Bundle {
  const codes = new Map(entries.flatMap(({ id, code }) => (code === null ? [] : [[id, code] as const])))
  const given = marks.flatMap(({ value, ...mark }) => (value === null ? [] : [{ ...mark, value }]))
  const values = Map.groupBy(
    given.filter(({ slot }) => slot.startsWith(valueSlot)),
    ({ entryId }) => entryId,
  )
  const panels = panelsOf(codes, panelChanges)
  return {
    format: "laurel-contest/1",
    event: { code: event.code, title: titleOf(event) },
    ...rules,
    ...(Object.keys(panels).length > 0 ? { panels } : {}),
    entries: entries.flatMap((entry) => entryOf(entry, values.get(entry.id) ?? [])),
    marks: marksOf(rules.scheme, codes, given),
  }
}

const titleOf = ({ titleZh, titleEn }: EventNames) => ({
  ...(titleZh ? { "zh-CN": titleZh } : {}),
  ...(titleEn ? { en: titleEn } : {}),
})

type Given = MarkLine & { readonly value: string }

function entryOf({ code, status, registration, team }: CodedEntry, own: readonly Given[]): Entry[] {
  if (code === null) return []
  const values = Object.fromEntries(own.map(({ slot, value }) => [slot.slice(valueSlot.length), value]))
  return [
    {
      code,
      ...(team ? { team: teamCode(team) } : {}),
      status: registration === "withdrawn" && status === "competed" ? "withdrawn" : status,
      ...(own.length > 0 ? { values } : {}),
    },
  ]
}

const markedKeys = (node: SchemeNode): string[] =>
  "parts" in node ? node.parts.flatMap(markedKeys) : node.kind === "value" ? [] : [node.key]

function marksOf(scheme: SchemeNode, codes: ReadonlyMap<number, string>, marks: readonly Given[]): Mark[] {
  const keys = new Set(markedKeys(scheme))
  return marks.flatMap(({ entryId, slot, judge, value }) => {
    const entry = codes.get(entryId)
    if (entry === undefined || !keys.has(slot)) return []
    return [{ entry, node: slot, ...(judge === null ? {} : { judge }), value }]
  })
}

function panelsOf(codes: ReadonlyMap<number, string>, changes: readonly PanelLine[]): Panels {
  const panels: Record<string, Record<string, number>> = {}
  for (const { entryId, nodeKey, size } of changes) {
    const entry = codes.get(entryId)
    if (entry !== undefined) panels[nodeKey] = { ...panels[nodeKey], [entry]: size }
  }
  return panels
}
