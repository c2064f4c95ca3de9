import { immediate, special } from "./batches.ts"
import { contestWinners, tenCraftsmen } from "./craftsmen.ts"
import { honoraryMedal } from "./honorary.ts"
import { cityMayDay, countyMayDay } from "./may-day.ts"
import { modelWorkers } from "./model-workers.ts"
import type { Preset } from "./preset.ts"
import { starRating, studios } from "./terms.ts"
import { upwardNational, upwardProvincial } from "./upward.ts"

/** The most usual first. */
export const presets: readonly Preset[] = [
  cityMayDay,
  countyMayDay,
  modelWorkers,
  tenCraftsmen,
  contestWinners,
  immediate,
  special,
  honoraryMedal,
  studios,
  starRating,
  upwardProvincial,
  upwardNational,
]

export const presetById = (id: string): Preset | undefined => presets.find((each) => each.id === id)
