import { zipSync } from "fflate"
import { expect, test } from "vitest"
import { documentLimits, kindOf } from "../../src/attachments/content.ts"
import { docx, jpeg, pdf, png, webp } from "../support/uploads.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const macros = "application/vnd.ms-word.document.macroEnabled.main+xml"

const examples: [string, Uint8Array, string][] = [
  ["a PNG", png(), "png"],
  ["a PNG of the largest size", png(12_000, 12_000), "png"],
  ["a PNG that is one pixel too wide", png(12_001, 1), "image_too_large"],
  ["a PNG that is far too high", png(1, 4_000_000_000), "image_too_large"],
  ["a PNG without a side", png(0, 480), "file_broken"],
  ["a PNG that ends after its mark", png().slice(0, 12), "file_broken"],
  ["a JPEG", jpeg(), "jpeg"],
  ["a JPEG that is too high", jpeg(1, 12_001), "image_too_large"],
  ["a JPEG without a frame", jpeg().slice(0, 20), "file_broken"],
  ["a WebP", webp(), "webp"],
  ["a WebP that is too wide", webp(12_001, 2), "image_too_large"],
  ["a WebP of an unknown part", bytes("RIFF....WEBPVP8?............................"), "file_broken"],
  ["a PDF", pdf(), "pdf"],
  ["a PDF behind a page", bytes("<html>%PDF-1.7"), "file_kind"],
  ["a Word document", docx(), "docx"],
  ["one with macros by its parts", docx({ "word/vbaProject.bin": bytes("x") }), "file_macros"],
  ["one with macros by its type", docx({}, macros), "file_kind"],
  ["a zip of anything else", zipSync({ "a.txt": bytes("a") }), "file_kind"],
  ["a zip that is cut off", docx().slice(0, 60), "file_kind"],
  ["a page", bytes("<!doctype html><script>1</script>"), "file_kind"],
  ["a drawing", bytes(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "file_kind"],
  ["a GIF", bytes("GIF89a......"), "file_kind"],
  ["a program", bytes("MZ\u0090"), "file_kind"],
  ["nothing", new Uint8Array(), "file_kind"],
]

test.each(examples)("%s", (_, content, expected) => {
  const kind = kindOf(content)
  expect(kind.ok ? kind.value : kind.refusal.code).toBe(expected)
})

test("a document that would grow to more than 100 MB is refused in little time, and so is one of too many parts", () => {
  const bomb = docx({ "word/media/a.bin": new Uint8Array(documentLimits.declared) })
  const parts = Array.from({ length: documentLimits.entries }, (_, at) => [`word/${at}`, bytes("a")])
  const began = performance.now()
  for (const content of [bomb, docx(Object.fromEntries(parts))]) {
    const kind = kindOf(content)
    expect(kind.ok ? kind.value : kind.refusal.code).toBe("file_grows")
  }
  expect(bomb.length).toBeLessThan(200_000)
  expect(performance.now() - began).toBeLessThan(5_000)
})

test("a list of types that is larger than any real one is not inflated", () => {
  const content = docx({ "[Content_Types].xml": new Uint8Array(documentLimits.types + 1) })
  expect(kindOf(content).ok).toBe(false)
})
