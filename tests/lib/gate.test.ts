import { expect, test } from "vitest"
import { Busy, gate } from "#lib/gate.ts"

test("two pieces of work run at once, some wait their turn, and whoever comes then is told at once", async () => {
  const pass = gate(2, 3)
  const ends: (() => void)[] = []
  let most = 0
  let running = 0
  const work = (name: string) => async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((end) => ends.push(end))
    running--
    return name
  }
  const done = ["a", "b", "c", "d", "e"].map((name) => pass(work(name)))
  await expect(pass(work("f"))).rejects.toBeInstanceOf(Busy)
  for (let turn = 0; turn < 5; turn++) {
    ends.shift()?.()
    await done[turn]
    await Promise.resolve()
  }
  expect([await Promise.all(done), most]).toEqual([["a", "b", "c", "d", "e"], 2])
  const after = pass(work("g"))
  ends.shift()?.()
  expect(await after).toBe("g")
})

test("work that fails gives its place back", async () => {
  const pass = gate(1, 0)
  const failing = async () => {
    throw new Error("no")
  }
  await expect(pass(failing)).rejects.toThrow("no")
  expect(await pass(async () => "yes")).toBe("yes")
})
