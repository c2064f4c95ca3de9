import { expect, test } from "vitest"
import { FolderInUse } from "#db/folder-lock.ts"
import { configFrom, SettingWrong } from "#main/config.ts"
import { startProblem } from "#main/start.ts"

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
