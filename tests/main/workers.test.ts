import { expect, test } from "vitest"
import { SettingWrong, workerConfig } from "#main/config.ts"
import { newKey } from "#secrets/key-file.ts"
import { bundleForWorkers, wrongIn } from "./bundle.ts"

test("the bundle for Workers holds nothing of Node's ground, and makes no code of texts", async () => {
  const bundle = await bundleForWorkers({ path: "src/main/workers.ts" })
  for (const path of ["src/main/app.ts", "src/render/compiled.js", "src/competition/judging/marks/commands.ts"])
    expect(bundle.inside).toContain(path)
  expect(bundle.outside).toContain("node:crypto")
  expect(wrongIn(bundle)).toEqual([])
}, 60_000)

test.each([
  [`import { PGlite } from "@electric-sql/pglite"`, "PGlite"],
  [`import { serve } from "@hono/node-server"`, "serve"],
  [`import { Eta } from "eta/core"`, "Eta"],
  [`import { assetsFromDisk } from "#files/assets-from-disk.ts"`, "assetsFromDisk"],
  [`import { readSheet } from "#files/xlsx-reader.ts"`, "readSheet"],
  [`import { startEmbedded } from "#db/embedded.ts"`, "startEmbedded"],
  ["const make = (text) => new Function(text)", "make"],
  ["const make = (text) => eval(text)", "make"],
])(
  "a bundle with %s is found",
  async (source, name) => {
    expect(wrongIn(await bundleForWorkers({ code: `${source}\nconsole.log(${name})` }))).not.toEqual([])
  },
  60_000,
)

test("a Worker needs its address and the key of the installation, and takes only texts for settings", () => {
  const LAUREL_KEY = newKey()
  const given = { PUBLIC_ORIGIN: "https://laurel.test/", LAUREL_KEY, SOMETHING: { fetch: () => {} } }
  expect(workerConfig(given)).toMatchObject({ origin: "https://laurel.test", keys: [LAUREL_KEY], log: "info" })
  expect(() => workerConfig({ ...given, PUBLIC_ORIGIN: "" })).toThrow("PUBLIC_ORIGIN: missing")
  expect(() => workerConfig({ ...given, PUBLIC_ORIGIN: "http://laurel.test" })).toThrow("must begin with https://")
  expect(workerConfig({ ...given, PUBLIC_ORIGIN: "http://localhost:8787" }).origin).toBe("http://localhost:8787")
  expect(() => workerConfig({ ...given, LAUREL_KEY: undefined })).toThrow("LAUREL_KEY: missing")
  expect(() => workerConfig({ ...given, LAUREL_KEY: "short" })).toThrow(SettingWrong)
})
