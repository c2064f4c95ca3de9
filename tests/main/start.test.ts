import { expect, test } from "vitest"
import { FolderInUse } from "#db/folder-lock.ts"
import { configFrom, SettingWrong } from "#main/config.ts"
import { startProblem } from "#main/start.ts"
import { newKey } from "#secrets/key-file.ts"

test("a start that its caller can mend is explained, through whatever wraps the cause", () => {
  expect(startProblem(new FolderInUse(".data"))).toContain(".data is in use by another Laurel process")
  expect(startProblem(Object.assign(new Error("listen"), { code: "EADDRINUSE", port: 3000 }))).toBe(
    "Port 3000 is in use. Stop what listens there, or set PORT to another one.",
  )
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED" })
  expect(startProblem(new Error("query", { cause: refused }))).toContain("DATABASE_URL does not answer")
  expect(startProblem(new Error("a fault of ours"))).toBeUndefined()
})

test("a wrong setting is named, and an empty one counts as absent", () => {
  expect(() => configFrom({ PORT: "abc" })).toThrow("PORT")
  expect(configFrom({ PORT: "", LOG: "" })).toMatchObject({ port: 3000, origin: "http://localhost:3000", log: "info" })
  expect(() => configFrom({ PUBLIC_ORIGIN: "laurel" })).toThrow(SettingWrong)
  expect(startProblem(new SettingWrong("Setting PUBLIC_ORIGIN"))).toBe("Setting PUBLIC_ORIGIN")
})

test("a PostgreSQL is never opened without a key of one's own, and a key is 32 bytes", () => {
  const DATABASE_URL = "postgres://laurel@127.0.0.1/laurel"
  const [LAUREL_KEY, older] = [newKey(), newKey()]
  expect(() => configFrom({ DATABASE_URL })).toThrow("LAUREL_KEY: missing")
  expect(() => configFrom({ LAUREL_KEY: "secret" })).toThrow("LAUREL_KEY: 32 bytes")
  expect(() => configFrom({ LAUREL_OLD_KEYS: older })).toThrow("needs LAUREL_KEY")
  expect(configFrom({ DATABASE_URL, LAUREL_KEY, LAUREL_OLD_KEYS: older }).keys).toEqual([LAUREL_KEY, older])
})
