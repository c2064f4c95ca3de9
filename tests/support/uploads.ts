import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { zipSync } from "fflate"
import { afterAll } from "vitest"
import { storeOnDisk } from "#files/store-on-disk.ts"
import type { Browser } from "./app.ts"

/** A store in a folder of its own, which goes after the test file. */
export function makeStore(limit = 10 * 2 ** 20) {
  const folder = mkdtempSync(join(tmpdir(), "laurel-files-"))
  afterAll(() => rmSync(folder, { recursive: true }))
  return { ...storeOnDisk(folder, limit), folder }
}

const text = (written: string) => new TextEncoder().encode(written)
const plainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

/** The head of a PNG of this size; nothing reads further. */
export function png(width = 640, height = 480): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

/** The head of a JPEG of this size. */
export function jpeg(width = 640, height = 480): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
  bytes.set([0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3], 20)
  return bytes
}

/** The head of a lossless WebP of this size. */
export function webp(width = 640, height = 480): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(40)
  bytes.set(text("RIFF"))
  bytes.set(text("WEBPVP8L"), 8)
  const [w, h] = [width - 1, height - 1]
  bytes.set([0x2f, w & 255, (w >> 8) | ((h & 3) << 6), (h >> 2) & 255, h >> 10], 20)
  return bytes
}

export const pdf = (): Uint8Array<ArrayBuffer> => text("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")

/** A Word document, with further parts and another type where asked. */
export const docx = (more: Record<string, Uint8Array> = {}, type = plainType): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync({
      "[Content_Types].xml": text(`<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`),
      "word/document.xml": text("<w:document/>"),
      ...more,
    }),
  )

export type Sent = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Sends a form with files as the page itself would. */
export function sendForm(
  browser: Browser,
  path: string,
  fields: Record<string, string>,
  files: Record<string, Sent[]>,
) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, sent] of Object.entries(files))
    for (const { name: called, bytes } of sent) body.append(name, new File([bytes], called))
  return browser.ask(path, { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } })
}
