import { expect, test } from "vitest"
import { sourcesFromDisk } from "../architecture/sources.ts"

test("every kind of mail that is put down has somebody who sends it", () => {
  const kinds = [...sourcesFromDisk("src", /\/jobs\.ts$/).values()].flatMap((source) =>
    [...source.matchAll(/^export const (\w+Mail) = "/gm)].map(([, kind]) => kind),
  )
  const [main = ""] = sourcesFromDisk("src/main", /^jobs\.ts$/).values()
  const sent = [...main.matchAll(/^\s+\[(\w+)\]: /gm)].map(([, kind]) => kind)
  expect(kinds).toHaveLength(5)
  expect(sent.toSorted()).toEqual(kinds.toSorted())
})
