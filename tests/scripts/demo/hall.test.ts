import { expect, test } from "vitest"
import { hallLines } from "../../../src/scripts/demo/hall.ts"

test("the demo says how a tablet reaches it: by the https address, or by what to start it with", () => {
  expect(hallLines("https://192.0.2.7:3000", 3000, ["192.0.2.7"])).toEqual([
    "  Tablets     https://192.0.2.7:3000/judge/",
  ])
  const local = hallLines("http://localhost:3102", 3102, ["192.0.2.7", "198.51.100.2"]).join("\n")
  expect(local).toContain("PUBLIC_ORIGIN=https://192.0.2.7:3102 TLS_CERT=hall.pem TLS_KEY=hall.key npm run demo")
  expect(local).toContain("PUBLIC_ORIGIN=https://198.51.100.2:3102")
  expect(hallLines("https://localhost:3000", 3000, ["192.0.2.7"]).join("\n")).toContain("https://192.0.2.7:3000")
  expect(hallLines("http://localhost:3000", 3000, [])).toEqual(["  Tablets     this machine is in no network now"])
})
