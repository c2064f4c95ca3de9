import fc from "fast-check"
import { afterAll } from "vitest"
import { closeOpened } from "./database.ts"

/** Properties try the same values in every run, so that a red run means the change; PROPERTY_SEED tries others. */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261121) })

afterAll(closeOpened)
