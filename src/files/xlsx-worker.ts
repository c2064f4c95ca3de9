import { parentPort, workerData } from "node:worker_threads"
import { readSheet } from "read-excel-file/universal"
import { type Cell, cellText } from "./cell-text.ts"

try {
  const rows = await readSheet(workerData as ArrayBuffer)
  parentPort?.postMessage(rows.map((row) => row.map((cell) => cellText(cell as Cell))))
} catch {
  parentPort?.postMessage("unreadable")
}
