import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { DeviceRow } from "./queries.ts"

/** What this tablet still holds of a seat, which its judge must enter again before anybody else enters one. */
export type Held = {
  readonly seat: number
  readonly alias?: string
  readonly count?: number
  readonly door?: "open" | "signed_out" | "taken_over"
}

export const signInPage = template<{ code: string; problems: Problem[]; held?: Held | undefined }>(
  "competition/judging/sign-in",
)

/** Made by a tablet alone: this screen needs the network. */
export const offlinePage = template<{ here: string }>("competition/judging/offline")

/** The code stays in the form of this one answer; it is never part of an address. */
export const inUsePage = template<{ code: string; seat: string; alias: string; holder: DeviceRow }>(
  "competition/judging/in-use",
)

export const endedPage = template<{ alias: string; reason: "taken" | "closed"; since: Date | undefined }>(
  "competition/judging/ended",
)

export const notHerePage = template("competition/judging/not-here")
