import { unzipSync } from "fflate"
import { JPG } from "image-size/types/jpg"
import { PNG } from "image-size/types/png"
import { WEBP } from "image-size/types/webp"
import type { FileKind } from "#db/words.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

const mebi = 2 ** 20

/** The most that a picture may measure on either side, in pixels: an A2 sheet scanned at 600 dpi. */
export const longestSide = 12_000

/** What a Word document may grow to before anybody inflates it, by what its zip declares. */
export const documentLimits = { declared: 100 * mebi, entries: 2_000, types: mebi } as const

const images = { png: PNG, jpeg: JPG, webp: WEBP } as const
type ImageKind = keyof typeof images

const begins = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((sign, offset) => bytes[at + offset] === sign.charCodeAt(0))

/** What a file is by its content alone: its name and what its sender calls it count for nothing. */
export function kindOf(bytes: Uint8Array): Result<FileKind> {
  const image = imageKindOf(bytes)
  if (image) return imageWithin(image, bytes)
  if (begins(bytes, "%PDF-1.") || begins(bytes, "%PDF-2.")) return ok("pdf")
  if (begins(bytes, "PK\u0003\u0004")) return documentOf(bytes)
  return refuse({ code: "file_kind" })
}

function imageKindOf(bytes: Uint8Array): ImageKind | undefined {
  if (begins(bytes, "\u0089PNG\r\n\u001a\n")) return "png"
  if (begins(bytes, "\u00ff\u00d8\u00ff")) return "jpeg"
  return begins(bytes, "RIFF") && begins(bytes, "WEBP", 8) ? "webp" : undefined
}

function imageWithin(kind: ImageKind, bytes: Uint8Array): Result<FileKind> {
  try {
    const { width, height } = images[kind].calculate(bytes)
    const measured = width > 0 && height > 0
    if (!measured) return refuse({ code: "file_broken" })
    const tooLarge = Math.max(width, height) > longestSide
    return tooLarge ? refuse({ code: "image_too_large", max: longestSide }) : ok(kind)
  } catch {
    return refuse({ code: "file_broken" })
  }
}

const plainDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

/** A zip is a Word document when it says so itself; nothing but that one small part is inflated. */
function documentOf(bytes: Uint8Array): Result<FileKind> {
  const found = partsOf(bytes)
  if (!found) return refuse({ code: "file_kind" })
  const { declared, names, types } = found
  if (declared > documentLimits.declared || names.length > documentLimits.entries) return refuse({ code: "file_grows" })
  if (names.some((name) => /vbaproject/i.test(name))) return refuse({ code: "file_macros" })
  const isDocument = names.includes("word/document.xml") && types.includes(`"${plainDocument}"`)
  return isDocument ? ok("docx") : refuse({ code: "file_kind" })
}

function partsOf(bytes: Uint8Array) {
  let declared = 0
  const names: string[] = []
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        declared += originalSize
        names.push(name)
        return name === "[Content_Types].xml" && originalSize <= documentLimits.types
      },
    })
    const types = new TextDecoder().decode(parts["[Content_Types].xml"] ?? new Uint8Array())
    return { declared, names, types }
  } catch {
    return undefined
  }
}
