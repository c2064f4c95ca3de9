import { judgedNodes } from "#competition/contests/nodes.ts"
import type { Rules, SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle, Entry, Mark, Panels } from "#competition/ranking/bundle.ts"
import type { RuleTitles } from "#db/schema/index.ts"
import type { EntryStatus, RegistrationState } from "#db/words.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"

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

type Conducts = NonNullable<RuleTitles["conduct"]>

/**
 * The contest bundle of an event as its tables stand: codes only, what was cleared or never given left out. What was not
 * observed counts as its node's rule says: as the mark 0, or as no mark and a panel smaller by one.
 */
export function assemble(
  { rules, conduct = {} }: { readonly rules: Rules; readonly conduct?: Conducts | undefined },
  event: EventNames,
  entries: readonly CodedEntry[],
  marks: readonly MarkLine[],
  panelChanges: readonly PanelLine[],
): Bundle {
  const codes = new Map(entries.flatMap(({ id, code }) => (code === null ? [] : [[id, code] as const])))
  const all = marks.flatMap(({ value, ...mark }) => (value === null ? [] : [{ ...mark, value }]))
  const given = all.flatMap((mark) => counted(conduct, mark))
  const values = Map.groupBy(
    given.filter(({ slot }) => slot.startsWith(valueSlot)),
    ({ entryId }) => entryId,
  )
  const panels = panelsOf(codes, [...panelChanges, ...smallerPanels(conduct, rules.scheme, all, panelChanges)])
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

function counted(conduct: Conducts, mark: Given): Given[] {
  if (mark.value !== NOT_OBSERVED) return [mark]
  const rule = Object.hasOwn(conduct, mark.slot) ? conduct[mark.slot]?.unobserved : undefined
  return rule === "0" ? [{ ...mark, value: "0" }] : []
}

/** The panels from which some judge saw nothing, where enough of the others remain to be more than the drops. */
function smallerPanels(conduct: Conducts, scheme: SchemeNode, marks: readonly Given[], changes: readonly PanelLine[]) {
  return judgedNodes(scheme).flatMap(({ key, judges, drop }) => {
    if (!Object.hasOwn(conduct, key) || conduct[key]?.unobserved !== "omit") return []
    const ofNode = Map.groupBy(
      marks.filter(({ slot }) => slot === key),
      ({ entryId }) => entryId,
    )
    return [...ofNode].flatMap(([entryId, panel]): PanelLine[] => {
      const unseen = panel.filter(({ value }) => value === NOT_OBSERVED).length
      const changed = changes.find((one) => one.nodeKey === key && one.entryId === entryId)?.size
      const size = (changed ?? judges) - unseen
      return unseen > 0 && size > (drop?.high ?? 0) + (drop?.low ?? 0) ? [{ entryId, nodeKey: key, size }] : []
    })
  })
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
