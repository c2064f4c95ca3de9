import { spawnSync } from "node:child_process"
import { describe, expect, test } from "vitest"

const GOOD = `{ "format": "laurel-contest/1", "event": { "code": "e" }, "scheme": { "key": "total", "kind": "measured" },
  "ranking": { "order": [{ "by": "total", "direction": "desc" }], "places": "skip" },
  "entries": [{ "code": "A", "status": "competed" }], "marks": [{ "entry": "A", "node": "total", "value": "9.50" }] }`

function tally(input: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/scripts/tally.ts", ...args], {
    input,
    encoding: "utf8",
  })
  return { status, stdout, stderr }
}

describe("npm run tally", () => {
  test("prints the result document of a bundle on standard input", () => {
    const { status, stdout, stderr } = tally(GOOD, "-")
    expect([status, stderr]).toEqual([0, ""])
    expect(JSON.parse(stdout)).toMatchObject({
      format: "laurel-result/1",
      entries: [{ entry: "A", place: 1, total: "9.5" }],
    })
  })
  test("prints one line a problem, nothing else, and exits 2", () => {
    const bad = GOOD.replace(`"9.50"`, `"9.x"`).replace(`"skip"`, `"first"`)
    expect(tally(bad, "-")).toEqual({
      status: 2,
      stdout: "",
      stderr: `/ranking/places: "first" is not "skip" or "dense"\n/marks/0/value: "9.x" is not a decimal number\n`,
    })
  })
  test("says how to use it, and which file is not there", () => {
    expect(tally("")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("usage: npm run -s tally"),
    })
    expect(tally("", "a", "b")).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("usage") })
    const gone = tally("", "no-such-bundle.json")
    expect(gone).toMatchObject({ status: 2, stdout: "" })
    expect(gone.stderr).toMatch(/no-such-bundle\.json cannot be read: there is no such file\n$/)
  })
})
