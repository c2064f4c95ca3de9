import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { FolderInUse, lockFolder } from "#db/folder-lock.ts"

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill("SIGKILL")
})

async function holderOf(folder: string) {
  const child = fork(join(import.meta.dirname, "holder.ts"), [folder])
  children.push(child)
  const [said] = (await once(child, "message")) as [string]
  return { child, said }
}

test("a second process is refused the folder with words that help, and gets it at once when the first is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-lock-"))
  const first = await holderOf(folder)
  expect(first.said).toBe("started")
  const second = await holderOf(folder)
  expect(second.said).toBe(new FolderInUse(folder).message)
  expect(second.said).toContain("DATA_DIR")
  first.child.kill("SIGKILL")
  await once(first.child, "exit")
  const third = await holderOf(folder)
  expect(third.said).toBe("started")
})

test("a lock that is given back can be taken again, also in the same process", () => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-lock-"))
  const unlock = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
  unlock()
  lockFolder(folder)()
})
