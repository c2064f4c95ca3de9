import { configFrom } from "#main/config.ts"
import { drill } from "./backup/drill.ts"
import { said } from "./backup/said.ts"

// `npm run drill`: backs up, restores into another database or folder, compares, and throws the copy away. Ends with
// 0: all the same · 1: something differs · 2: it could not be done.
await said(async () => {
  const { lines, rpo, rto } = await drill(configFrom(process.env))
  for (const { what, source, copy, same } of lines)
    console.log(`${same ? "same   " : "DIFFERS"}  ${what.padEnd(26)}  ${same ? copy : `${source}  ->  ${copy}`}`)
  const differing = lines.filter(({ same }) => !same).length
  console.log(
    `backup on disk after ${rpo.toFixed(1)} s (RPO), pages served from the copy after ${rto.toFixed(1)} s (RTO)`,
  )
  console.log(differing > 0 ? `${differing} of ${lines.length} differ.` : `All ${lines.length} are the same.`)
  return differing > 0 ? 1 : 0
})
