import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"

const rounds = 4
const rowsEachRound = 40

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill("SIGKILL")
})

/** Lets a writer run until `count` rows are acknowledged, kills it between two of them, and tells what it found and wrote. */
async function writeUntilKilled(folder: string, count: number) {
  const child = fork(join(import.meta.dirname, "writer.ts"), [folder])
  children.push(child)
  let kept: number[] = []
  let last = 0
  let written = 0
  child.on("message", (said: { kept?: number[]; written?: number }) => {
    if (said.kept) kept = said.kept
    if (said.written) {
      last = said.written
      written++
    }
    if (written >= count) child.kill("SIGKILL")
  })
  await once(child, "close")
  return { kept, last: Math.max(last, kept.at(-1) ?? 0) }
}

test(`kill -9 in the middle of writing loses no acknowledged row, ${rounds} times over`, {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-crash-"))
  let acknowledged = 0
  for (let round = 0; round < rounds; round++) {
    const { kept, last } = await writeUntilKilled(folder, rowsEachRound)
    // A last row may have been written whose acknowledgement died with the process; none may be missing or doubled.
    expect(kept).toEqual(kept.map((_, at) => at + 1))
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged)
    acknowledged = last
  }
  expect(acknowledged).toBeGreaterThanOrEqual(rounds * rowsEachRound)
})
