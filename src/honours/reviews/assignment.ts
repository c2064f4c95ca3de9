import { ok, type Result, refuse } from "#lib/result.ts"

export type Reading = { readonly caseId: number; readonly memberId: number }
export type Work = {
  readonly caseIds: readonly number[]
  readonly memberIds: readonly number[]
  /** Members who read each dossier, 1 or more. */
  readonly readers: number
  readonly conflicts: readonly Reading[]
  /** What stands already and stays: a case's readers so far, and the members' load. */
  readonly kept: readonly Reading[]
}

const keyOf = (caseId: number, memberId: number) => `${caseId}:${memberId}`

/**
 * Gives every dossier its readers so that the sum of the squared loads is the least possible, and nobody reads what he
 * has a conflict with: the optimal semi-matching of Harvey, Ladner, Lovász and Tamir (2006). A dossier that cannot get
 * all of its readers is named with how many are missing.
 */
export function assign({ caseIds, memberIds, readers, conflicts, kept }: Work): Result<Reading[]> {
  const barred = new Set(conflicts.map((one) => keyOf(one.caseId, one.memberId)))
  const readersOf = new Map(caseIds.map((id) => [id, new Set<number>()]))
  for (const one of kept) readersOf.get(one.caseId)?.add(one.memberId)
  const fixed = new Set(kept.map((one) => keyOf(one.caseId, one.memberId)))
  const load = new Map(memberIds.map((id) => [id, kept.filter(({ memberId }) => memberId === id).length]))
  const graph: Graph = { memberIds, barred, fixed, readersOf, load }
  const short = caseIds.flatMap((caseId) => {
    const wanted = readers - (readersOf.get(caseId)?.size ?? 0)
    const got = Array.from({ length: Math.max(0, wanted) }, () => give(graph, caseId)).filter(Boolean).length
    return got < wanted ? [{ caseId, missing: wanted - got }] : []
  })
  if (short.length > 0) return refuse({ code: "readers_missing", short })
  return ok(caseIds.flatMap((caseId) => [...(readersOf.get(caseId) ?? [])].map((memberId) => ({ caseId, memberId }))))
}

type Graph = {
  readonly memberIds: readonly number[]
  readonly barred: ReadonlySet<string>
  readonly fixed: ReadonlySet<string>
  readonly readersOf: ReadonlyMap<number, Set<number>>
  readonly load: Map<number, number>
}
/** How a member was reached: by a case that may be given to him, from whom it is then taken. */
type Step = { readonly caseId: number; readonly from: number | undefined }

/** One more reader for a case: the least loaded member who can be reached by handing dossiers on. */
function give(graph: Graph, caseId: number): boolean {
  const steps = reach(graph, caseId)
  const loadOf = (id: number) => graph.load.get(id) ?? 0
  const [last] = [...steps.keys()].sort((a, b) => loadOf(a) - loadOf(b))
  if (last === undefined) return false
  graph.load.set(last, loadOf(last) + 1)
  for (let member: number | undefined = last; member !== undefined; ) {
    const step = steps.get(member)
    if (!step) break
    graph.readersOf.get(step.caseId)?.add(member)
    if (step.from !== undefined) graph.readersOf.get(step.caseId)?.delete(step.from)
    member = step.from
  }
  return true
}

/** Every member who could read this case, if others hand a dossier of theirs on, by the shortest way first. */
function reach(graph: Graph, start: number): Map<number, Step> {
  const steps = new Map<number, Step>()
  const open: Step[] = [{ caseId: start, from: undefined }]
  const expanded = new Set([start])
  for (let at = 0; at < open.length; at++) {
    const { caseId, from } = open[at] as Step
    for (const memberId of graph.memberIds) {
      const taken = graph.readersOf.get(caseId)?.has(memberId) || steps.has(memberId)
      if (taken || graph.barred.has(keyOf(caseId, memberId))) continue
      steps.set(memberId, { caseId, from })
      for (const [other, its] of graph.readersOf) {
        if (!its.has(memberId) || expanded.has(other) || graph.fixed.has(keyOf(other, memberId))) continue
        expanded.add(other)
        open.push({ caseId: other, from: memberId })
      }
    }
  }
  return steps
}
