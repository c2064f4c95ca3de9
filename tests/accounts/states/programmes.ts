import { eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { programmes } from "#db/schema/index.ts"
import type { ProgrammeState } from "#db/words.ts"
import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import * as commands from "#honours/programmes/commands.ts"
import { startProgramme } from "#honours/programmes/making/commands.ts"
import { moveNames } from "#honours/programmes/workflow.ts"
import { definitionFor } from "../../support/programmes.ts"
import type { Attempts } from "./attempts.ts"
import type { World } from "./world.ts"

const facts = { titleZh: "评选", titleEn: "Selection", year: 2026, opensAt: new Date(0), closesAt: new Date(1) }
const given = ({ host }: World) => ({ ...facts, slug: "another", unitId: host.id, batch: "regular" as const })
const start = ({ honour }: World) => ({ definition: definitionFor(honour), names: {} })
const slug = "selection"

export const ofProgrammes: Readonly<Record<string, Attempts<ProgrammeState>>> = {
  "honours/programmes": {
    createProgramme: { run: (scope, world) => commands.createProgramme(scope, given(world), start(world)) },
    changeProgramme: { run: (scope) => commands.changeProgramme(scope, slug, 1, facts) },
    changeDefinition: {
      run: (scope, { honour }) =>
        commands.changeDefinition(scope, slug, { seen: 1, reason: "更正", definition: definitionFor(honour) }),
    },
    ...Object.fromEntries(
      moveNames.map((move) => [move, { run: (scope: Scope) => commands.moveProgramme(scope, slug, 1, move) }]),
    ),
  },
  "honours/programmes/making": {
    startProgramme: {
      run: (scope, world) => startProgramme(scope, given(world), { ...start(world), cells: [] }),
    },
  },
  "honours/programmes/allotments": {
    saveAllotments: {
      run: (scope, { works, honour }) => {
        const cells = [{ unitId: works.id, honour: honour.slug, seats: 1, typed: {} }]
        return saveAllotments(scope, slug, { seen: 1, cells })
      },
    },
  },
}

export const setProgramme = (state: ProgrammeState) => async (scope: Scope) => {
  await scope.db.update(programmes).set({ state }).where(eq(programmes.slug, slug))
}
