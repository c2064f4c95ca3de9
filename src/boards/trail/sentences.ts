import { texts } from "#i18n/texts.ts"
import type { Translate } from "#i18n/translate.ts"
import type { TrailLine } from "./queries.ts"

const words = texts["zh-CN"].trail

/** Every action that there are words for, in the order of their names. */
export const actions: readonly string[] = Object.entries(words.action)
  .flatMap(([area, verbs]) => Object.keys(verbs).map((verb) => `${area}.${verb}`))
  .sort()

/** Every kind of subject that there are words for. */
export const kinds: readonly string[] = Object.keys(words.kind)

const known = new Set(actions)

/** What an entry says, as a sentence; an action of an older or newer version stands there by its name. */
export function sentenceOf(t: Translate, en: boolean, line: TrailLine): string {
  const facts = { who: whoOf(t, line), what: whatOf(t, en, line), action: line.action }
  const said = t(known.has(line.action) ? `trail.action.${line.action}` : "trail.unknown_action", facts)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

export function whoOf(t: Translate, { actorKind, actorId, actorName }: TrailLine): string {
  if (actorKind === "seat") return t("trail.actor.seat", { alias: actorName ?? `${actorId}` })
  if (actorKind === "member") return t("trail.actor.member", { id: actorId })
  if (actorKind !== "account") return t(actorKind === "system" ? "trail.actor.system" : "trail.actor.public")
  const name = actorName ?? t("trail.actor.gone", { id: actorId })
  return t("trail.actor.account", { name, id: actorId })
}

export const kindOf = (t: Translate, kind: string): string => (kinds.includes(kind) ? t(`trail.kind.${kind}`) : kind)

/** What was acted on: by its title where it has one; an entry that judges know by its code alone, by that. */
export function whatOf(t: Translate, en: boolean, { subjectKind, subjectId, label }: TrailLine): string {
  const kind = kindOf(t, subjectKind)
  if (label) return t("trail.what", { kind, label: en ? label.en || label.zh : label.zh || label.en })
  return subjectId ? t("trail.what_number", { kind, id: subjectId }) : kind
}

/** The details of an entry as rows of a list. */
export const factsOf = (t: Translate, facts: Readonly<Record<string, unknown>>): { label: string; value: string }[] =>
  Object.entries(facts).map(([name, value]) => ({ label: nameOf(t, name), value: textOf(t, name, value) }))

const nameOf = (t: Translate, name: string): string =>
  Object.hasOwn(words.fact, name) ? t(`trail.fact.${name}`) : name

/** Closed vocabularies that a detail may be a word of. */
const vocabularies = [
  ["contests.words.event_states", texts["zh-CN"].contests.words.event_states],
  ["contests.words.contest_states", texts["zh-CN"].contests.words.contest_states],
  ["registration.words.entry_statuses", texts["zh-CN"].registration.words.entry_statuses],
  ["accounts.words.duties", texts["zh-CN"].accounts.words.duties],
  ["judging.role", texts["zh-CN"].judging.role],
] as const

function textOf(t: Translate, name: string, value: unknown): string {
  if (value === null || value === "") return "--"
  if (typeof value === "boolean") return t(value ? "trail.yes" : "trail.no")
  if (Array.isArray(value)) return value.map((one) => textOf(t, name, one)).join(t("trail.join"))
  if (typeof value === "object")
    return factsOf(t, value as Record<string, unknown>)
      .map((fact) => t("trail.pair", { name: fact.label, value: fact.value }))
      .join(t("trail.join"))
  const vocabulary = worded.has(name) && vocabularies.find(([, list]) => Object.hasOwn(list, String(value)))
  return vocabulary ? t(`${vocabulary[0]}.${value}`) : String(value)
}

const worded = new Set(["from", "to", "kind", "role"])
