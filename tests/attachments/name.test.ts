import fc from "fast-check"
import { expect, test } from "vitest"
import { unseenSigns } from "#lib/sheet.ts"
import { cleanName } from "../../src/attachments/name.ts"
import { fileKinds } from "../../src/db/words.ts"

const names: [string, (typeof fileKinds)[number], string][] = [
  ["照片.jpg", "jpeg", "照片.jpg"],
  ["照片.JPEG", "jpeg", "照片.jpeg"],
  ["扫描件", "pdf", "扫描件.pdf"],
  ["invoice.pdf.exe", "pdf", "invoice.pdf.pdf"],
  ["C:\\Users\\wang\\事迹 材料.docx", "docx", "事迹 材料.docx"],
  ["../../etc/passwd", "png", "passwd.png"],
  ["a\u202egnp.exe", "png", "a gnp.png"],
  ['a"b<c>|d?*:.png', "png", "a b c d.png"],
  [".htaccess", "png", "htaccess.png"],
  ["...", "pdf", "file.pdf"],
  ["", "webp", "file.webp"],
  ["长".repeat(200), "pdf", `${"长".repeat(80)}.pdf`],
]
test.each(names)("%j as %s", (sent, kind, kept) => expect(cleanName(sent, kind)).toBe(kept))

test("whatever it is called, a kept name holds no folder and nothing unseen, and ends in what it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...fileKinds), (sent, kind) => {
      const kept = cleanName(sent, kind)
      expect(unseenSigns.test(kept) || /[\\/<>:"|?*]/.test(kept)).toBe(false)
      expect(kept).toMatch(kind === "jpeg" ? /.\.jpe?g$/ : new RegExp(`.\\.${kind}$`))
      expect([...kept].length).toBeLessThanOrEqual(85)
      expect(cleanName(kept, kind)).toBe(kept)
    }),
  )
})
