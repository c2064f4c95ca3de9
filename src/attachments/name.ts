import type { FileKind } from "#db/words.ts"
import { unseenSigns } from "#lib/sheet.ts"
import { kinds } from "./kinds.ts"

/** The most signs of a file's name, its ending not counted. */
const longest = 80

/** The name of a sent file without folders and without signs that no file system takes; its ending tells the truth. */
export function cleanName(sent: string, kind: FileKind): string {
  const last = sent.normalize("NFC").split(/[\\/]/).at(-1) ?? ""
  const seen = [...last].map((sign) => (unseenSigns.test(sign) || /[<>:"|?*]/.test(sign) ? " " : sign)).join("")
  const [, stem = "", ending = ""] = /^(.*?)(?:\.([A-Za-z0-9]{1,5}))?$/.exec(seen.replace(/\s+/g, " ").trim()) ?? []
  const { endings } = kinds[kind]
  const kept = endings.find((one) => one === ending.toLowerCase()) ?? endings[0]
  const short = [...stem.replace(/^[. ]+|[. ]+$/g, "")].slice(0, longest).join("").trim()
  return `${short || "file"}.${kept}`
}
