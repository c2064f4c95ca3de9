import { crc32, deflateSync } from "node:zlib"

const text = (written: string) => new TextEncoder().encode(written)

/** A page with nothing on it: the demo's papers are invented, and none pretends to be signed. */
export const emptyPdf = (): Uint8Array<ArrayBuffer> =>
  text(
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  )

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([text(kind), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** How far a point lies from the middle of an ellipse, 1 on its edge. */
const within = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1

/** The outline of a head and shoulders in the proportions of a passport photo, since nobody of the city exists. */
export function portrait(width = 150, height = 210): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const [face, shoulders] = [
    [75, 88, 36, 46],
    [75, 216, 66, 76],
  ] as const
  const grey = (x: number, y: number) =>
    within(x, y, face) ? 0xa8 : within(x, y, shoulders) ? 0x78 : 0xf0 - Math.floor((y / height) * 0x28)
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => grey(x, y))])),
  )
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat(parts))
}
