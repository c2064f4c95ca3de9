import { type SigningMode, type StepKind, type StepParty, signingModes, stepKinds, stepParties } from "#db/words.ts"
import {
  choice,
  line,
  optionalChoice,
  optionalLine,
  optionalWhole,
  several,
  type Typed,
  ticked,
  whole,
} from "#http/forms.ts"
import type { Definition } from "../definition.ts"
import type { CommitteeRules, Step } from "../steps.ts"
import { filterFields, filterFrom, typedOfFilter } from "./filters.ts"
import { keyFor, titleFields, titleFrom, typedTitle } from "./items.ts"
import { freshKey } from "./lines.ts"
import { newKey, type PartForm, type Value } from "./part-form.ts"

/** Rows for signers that the form offers. */
export const signerRows = [0, 1, 2, 3, 4]
export const hiddenFacts = ["name", "unit", "photo", "sex", "birth"] as const
export const committeeModes = ["score", "ballot"] as const

function signersFrom(value: Value, before: Step["signers"]): Step["signers"] {
  const keys: string[] = []
  return signerRows.flatMap((row) => {
    const zh = String(value[`signerZh-${row}`])
    if (!zh) return []
    const known = before.find(({ title, key }) => title.zh === zh && !keys.includes(key))
    const key = known?.key ?? freshKey("signer", [...keys, ...before.map((one) => one.key)])
    keys.push(key)
    const en = String(value[`signerEn-${row}`]) || zh
    return [{ key, title: { zh, en }, by: (value[`signerBy-${row}`] ?? "office") as StepParty }]
  })
}

function stepFrom(value: Value, key: string, definition: Definition): Step {
  const before = definition.route.find((one) => one.key === key)
  const when = filterFrom(value, "when")
  const share = String(value.approval).replace(/%$/, "")
  const [approval] = before?.approval ?? []
  const mode = value.committeeMode as CommitteeRules["mode"] | null
  const committee = mode && {
    mode,
    quorum: String(value.quorum),
    threshold: String(value.threshold),
    hidden: value.hidden as CommitteeRules["hidden"],
  }
  return {
    key: keyFor(key, "step", definition.route),
    kind: value.kind as StepKind,
    title: titleFrom(value),
    mode: value.mode as SigningMode,
    signers: signersFrom(value, before?.signers ?? []),
    workingDays: value.workingDays as number | null,
    ...(value.distinct === true && { distinct: true }),
    ...(before?.overdue && { overdue: before.overdue }),
    ...(Object.keys(when).length > 0 && { when }),
    ...(share && { approval: [{ when: approval?.when ?? { flags: ["unit_head" as const] }, share }] }),
    ...(committee && { committee }),
  }
}

const typedSigners = (signers: Step["signers"]): Typed =>
  Object.fromEntries(
    signers.flatMap(({ title, by }, row) => [
      [`signerZh-${row}`, title.zh],
      [`signerEn-${row}`, title.en],
      [`signerBy-${row}`, by],
    ]),
  )

const typedCommittee = (rules: CommitteeRules | undefined): Typed => ({
  committeeMode: rules?.mode ?? "",
  quorum: rules?.quorum ?? "2/3",
  threshold: rules?.threshold ?? "50",
  hidden: rules?.hidden ?? [],
})

export const stepForm: PartForm = {
  fields: ({ route }) => ({
    ...titleFields,
    kind: choice(stepKinds),
    mode: choice(signingModes),
    workingDays: optionalWhole(0, 60),
    position: whole(1, route.length + 1),
    ...Object.fromEntries(
      signerRows.flatMap((row) => [
        [`signerZh-${row}`, optionalLine(40)],
        [`signerEn-${row}`, optionalLine(80)],
        [`signerBy-${row}`, optionalChoice(stepParties)],
      ]),
    ),
    distinct: ticked(),
    approval: optionalLine(12),
    committeeMode: optionalChoice(committeeModes),
    quorum: line(12),
    threshold: line(12),
    hidden: several(),
    ...filterFields("when"),
  }),
  typed: ({ route }, key) => {
    const at = route.findIndex((one) => one.key === key)
    const step = route[at]
    if (key === newKey) return { mode: "one", position: String(route.length + 1), ...typedCommittee(undefined) }
    if (!step) return undefined
    const days = step.workingDays === null ? "" : String(step.workingDays)
    const facts = {
      kind: step.kind,
      mode: step.mode,
      workingDays: days,
      position: String(at + 1),
    }
    const marks: Typed = step.distinct ? { distinct: "yes" } : {}
    const rules = { approval: step.approval?.[0]?.share ?? "", ...typedCommittee(step.committee) }
    const filter = typedOfFilter(step.when ?? {}, "when")
    return { ...typedTitle(step.title), ...facts, ...marks, ...rules, ...typedSigners(step.signers), ...filter }
  },
  apply: (definition, value, key) => {
    const others = definition.route.filter((one) => one.key !== key)
    const place = (value.position as number) - 1
    const step = stepFrom(value, key, definition)
    return { ...definition, route: [...others.slice(0, place), step, ...others.slice(place)] }
  },
}
