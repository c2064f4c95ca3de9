import type { Step } from "../../programmes/steps.ts"

/** The notices of a selection, as the notices know what they are about. */
export const subjectOf = (programmeId: number) => ({ kind: "programme", id: String(programmeId) })

/** Which level puts up the notice of a step: each recommending unit its own, or the honours office one of all. */
export const posterOf = ({ signers }: Pick<Step, "signers">): "recommender" | "office" =>
  signers.some(({ by }) => by === "recommender") ? "recommender" : "office"

/** What a notice is called under its subject: whoever comes to the step later stands in another, `area_notice@7#2`. */
export const noticeName = (stepKey: string, unitId: number, count: number): string =>
  `${stepKey}@${unitId}${count > 1 ? `#${count}` : ""}`

/** The step that a notice closes. */
export const stepOfNotice = (name: string): string => name.split(/[@#]/)[0] ?? ""

type Nominee = { readonly id: number; readonly round: number }

/** The key of a nominee's line: papers that were returned and come again are shown anew, under another key. */
export const rowKey = ({ id, round }: Nominee): string => (round > 1 ? `${id}#${round}` : `${id}`)

/** Whether a line is a nominee's, in whatever round. */
export const isLineOf = (key: string, id: number): boolean => key === `${id}` || key.startsWith(`${id}#`)
