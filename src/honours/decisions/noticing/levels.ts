import type { Outcome } from "#notices/issuing/outcomes/queries.ts"
import type { NoticeRow } from "#notices/issuing/queries.ts"
import type { RowOutcome } from "#notices/issuing/workflow.ts"
import { isLineOf, noticeName, posterOf, rowKey, stepOfNotice } from "../../nominations/levels/names.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Nominee } from "../queries.ts"

type Poster = { readonly id: number; readonly name: string }
type Put = { readonly notice: NoticeRow; readonly outcome: Outcome }

/** All that the notices of a selection follow from; `posters` are the units for which somebody puts them up. */
export type Given = {
  /** The steps that a notice closes, in their order. */
  readonly route: readonly Step[]
  readonly officeId: number
  readonly posters: readonly Poster[]
  readonly underway: readonly Nominee[]
  readonly put: readonly Put[]
}

/** `below` waits for the notice of the level below to be closed. */
export type Standing = RowOutcome | "below"

export type Posted = {
  readonly notice: NoticeRow
  readonly list: Outcome["list"]
  readonly objections: number
  /** Whether its period is over and every objection has its signed conclusion. */
  readonly mayClose: boolean
  /** Those in it who still stand at its step. */
  readonly nominees: readonly { readonly nominee: Nominee; readonly outcome: Standing }[]
}

/** What one unit has put up for a step, and whom it has not put up yet. */
export type Level = {
  readonly poster: Poster
  readonly next: string
  readonly fresh: readonly Nominee[]
  /** Notices of levels below in which those stand and that are still up. */
  readonly below: readonly number[]
  readonly notices: readonly Posted[]
}
/** Whether somebody there may go on or has to leave now, or a notice can be closed. */
export const isOver = ({ notices }: Level): boolean =>
  notices.some(({ mayClose, nominees }) => mayClose || nominees.some(({ outcome }) => isReady(outcome)))

export const isReady = (outcome: Standing): boolean => outcome !== "pending" && outcome !== "below"

export type NoticeStep = { readonly step: Step; readonly levels: readonly Level[] }

/** The steps with the notices of each unit: the office has one place at each of its own, others where something is up. */
export const noticeSteps = (given: Given): NoticeStep[] =>
  given.route.map((step, at) => {
    const isOffice = posterOf(step) === "office"
    const posters = given.posters.filter(({ id }) => !isOffice || id === given.officeId)
    const levels = posters.map((poster) => levelOf(given, at, poster))
    return { step, levels: levels.filter(({ fresh, notices }) => isOffice || fresh.length + notices.length > 0) }
  })

function levelOf({ route, underway, put }: Given, at: number, poster: Poster): Level {
  const step = route[at] as Step
  const own = put.filter(({ notice }) => stepOfNotice(notice.step) === step.key && notice.unitId === poster.id)
  const up = own.filter(({ notice }) => notice.state !== "withdrawn")
  const here = underway
    .filter(({ nomination }) => nomination.stepKey === step.key)
    .filter(({ nomination }) => posterOf(step) === "office" || nomination.recommendingUnitId === poster.id)
  const earlier = route.slice(0, at).map(({ key }) => key)
  const standing = (nominee: Nominee, { outcome }: Put): Standing | undefined => {
    const found = outcome.rows.get(rowKey(nominee.nomination))
    return found === "clear" && openBelow(put, earlier, nominee.nomination.id).length > 0 ? "below" : found
  }
  const standings = (one: Put) =>
    here.flatMap((nominee) => {
      const outcome = standing(nominee, one)
      return outcome ? [{ nominee, outcome }] : []
    })
  const fresh = here.filter(({ nomination }) => !up.some(({ outcome }) => outcome.rows.has(rowKey(nomination))))
  return {
    poster,
    next: noticeName(step.key, poster.id, own.length + 1),
    fresh,
    below: [...new Set(fresh.flatMap(({ nomination }) => openBelow(put, earlier, nomination.id)))],
    notices: up.map((one) => ({
      notice: one.notice,
      list: one.outcome.list,
      objections: one.outcome.objections,
      mayClose: one.notice.state === "open" && one.outcome.against === undefined,
      nominees: standings(one),
    })),
  }
}

/** Of the last notices in which a nominee stood at earlier steps, those still up: no level closes before that below. */
const openBelow = (put: readonly Put[], earlier: readonly string[], id: number): number[] =>
  earlier.flatMap((key) => {
    const last = put.findLast(({ notice, outcome }) => {
      const isThere = [...outcome.rows.keys()].some((line) => isLineOf(line, id))
      return stepOfNotice(notice.step) === key && notice.state !== "withdrawn" && isThere
    })
    return last !== undefined && last.notice.state !== "closed" ? [last.notice.id] : []
  })
