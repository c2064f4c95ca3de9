import { unzipSync } from "fflate"
import { ok, type Result, refuse } from "#lib/result.ts"

const mebi = 2 ** 20
export const sheetLimits = { compressed: 5 * mebi, declared: 40 * mebi, entries: 200 } as const

/**
 * Looks at a workbook before anything is inflated: the zip's central directory declares what it would grow to. (A file
 * of 149 KB cost a parser 72 s and 817 MB.) Declared sizes that lie are harmless: the parser inflates into buffers of
 * just those sizes.
 */
export function guardSheet(bytes: Uint8Array): Result<void> {
  if (bytes.length > sheetLimits.compressed) return refuse({ code: "sheet_too_large" })
  let declared = 0
  let entries = 0
  let isWorkbook = false
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        declared += originalSize
        entries += 1
        isWorkbook ||= name === "xl/workbook.xml"
        return false
      },
    })
  } catch {
    return refuse({ code: "not_a_sheet" })
  }
  if (!isWorkbook) return refuse({ code: "not_a_sheet" })
  const tooMuch = declared > sheetLimits.declared || entries > sheetLimits.entries
  return tooMuch ? refuse({ code: "sheet_too_large" }) : ok(undefined)
}
