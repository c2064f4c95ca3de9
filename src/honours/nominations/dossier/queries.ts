import { mayInUnit } from "#accounts/permissions.ts"
import { fileLine } from "#attachments/pages.ts"
import type { Scope } from "#db/db.ts"
import { routeFor } from "../course/route.ts"
import { currentStanding, isWithUnit } from "../course/standing.ts"
import { timelineOf } from "../course/timeline.ts"
import { isLate } from "../deadlines/late.ts"
import { foundationOf, type SourceOf } from "../founding/corrections/queries.ts"
import { mayBeRenewed } from "../founding/corrections/renewal.ts"
import { levelsOf } from "../levels/queries.ts"
import { type Dossier, eligibilityWords, type Part, problemWords, type Speech } from "../pages.ts"
import { stateOf } from "../papers/completeness.ts"
import { heldBy } from "../papers/queries.ts"
import { actsOf, courseOf, type Nominated } from "../queries.ts"
import { deadlineOf, toldAt } from "../reminding/queries.ts"
import { checkOf } from "../submission/queries.ts"

const mayRenew = ({ actor }: Scope, { nomination, places }: Nominated, source: SourceOf | undefined): boolean =>
  source !== undefined &&
  mayBeRenewed(nomination.state, source) &&
  mayInUnit(actor, "programmes.keep", { path: places.office })

/** Everything that the page of one nomination shows: the papers, the route, and who did what. */
export async function dossierOf(scope: Scope, found: Nominated, speech: Speech): Promise<Dossier> {
  const { nomination } = found
  const check = await checkOf(scope, found)
  const acts = await actsOf(scope.db, nomination.id)
  const course = courseOf(nomination, acts)
  const steps = routeFor(check.definition, check.profile)
  const base = `/manage/nominations/${nomination.id}/files`
  const parts = check.problems.map(({ section, problems }): Part => {
    const files = check.files.filter(({ purpose }) => section.files.some((one) => one.purpose === purpose))
    return {
      section,
      state: stateOf(section, check.papers, check.terms),
      fields: check.papers.fields[section.key] ?? {},
      files: files.map((file) => ({
        ...fileLine(file, `${base}/${file.token}`),
        token: file.token,
        purpose: file.purpose,
      })),
      problems: problems.map((problem) => problemWords(speech.t, problem, section.key)),
    }
  })
  const held = await heldBy(scope, nomination)
  const isOpen = nomination.state === "draft" || nomination.state === "underway"
  const at = isOpen ? deadlineOf(found) : null
  const source = nomination.placingId === null ? undefined : await foundationOf(scope, nomination.id)
  return {
    ...found,
    levels: await levelsOf(scope, found),
    ...{ steps, parts, acts, held, source, known: check.known },
    mayRenew: mayRenew(scope, found, source),
    marks: timelineOf(steps, course),
    standing: currentStanding(steps, course),
    isWithUnit: isWithUnit(steps, course),
    isOverdue: nomination.state === "underway" && isLate(nomination.dueAt, scope.now),
    deadline: at ? { at, toldAt: await toldAt(scope, found) } : undefined,
    reasons: check.reasons.map((reason) => eligibilityWords(speech, reason)),
    returned: isWithUnit(steps, course) ? acts.findLast(({ move }) => move === "return") : undefined,
  }
}
