import { Worker } from "node:worker_threads"
import { refuse } from "#lib/result.ts"
import { withinLimits } from "./csv.ts"
import type { ReadSheet } from "./xlsx.ts"
import { guardSheet } from "./xlsx-guard.ts"

const seconds = 10

/** The first sheet of a workbook as rows of text; parsed in a thread that is stopped after ten seconds. */
export const readSheet = async (bytes: Uint8Array, limit = seconds * 1000): ReturnType<ReadSheet> => {
  const guarded = guardSheet(bytes)
  if (!guarded.ok) return guarded
  const read = await parse(bytes, limit)
  if (read === "slow") return refuse({ code: "sheet_too_slow" })
  if (read === "unreadable") return refuse({ code: "not_a_sheet" })
  return withinLimits(read)
}

type Read = string[][] | "slow" | "unreadable"

function parse(bytes: Uint8Array, limit: number): Promise<Read> {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: new Uint8Array(bytes).buffer,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise<Read>((resolve) => {
    const timer = setTimeout(() => resolve("slow"), limit)
    const done = (read: Read) => {
      clearTimeout(timer)
      resolve(read)
    }
    worker.once("message", done)
    worker.once("error", () => done("unreadable"))
  }).finally(() => worker.terminate())
}
