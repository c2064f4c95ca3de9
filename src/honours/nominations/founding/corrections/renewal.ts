import type { NominationState } from "#db/words.ts"

type Source = { readonly version: number; readonly newestVersion: number; readonly isInCorrection: boolean }

/** Papers that are not decided yet follow a corrected result; of an honour that was conferred the register is corrected. */
export const mayBeRenewed = (state: NominationState, { version, newestVersion, isInCorrection }: Source): boolean =>
  ["draft", "underway", "passed"].includes(state) && newestVersion > version && !isInCorrection
