const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/** A UUIDv7 from a time and ten random bytes: sorts by when it was made. For ids, never for secrets. */
export function uuidv7(now: Date, random: Uint8Array): string {
  const time = now.getTime().toString(16).padStart(12, "0")
  const byte = (at: number, keep = 0xff, set = 0) => hex[((random[at] ?? 0) & keep) | set]
  const node = `${byte(4)}${byte(5)}${byte(6)}${byte(7)}${byte(8)}${byte(9)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${byte(0, 0x0f, 0x70)}${byte(1)}-${byte(2, 0x3f, 0x80)}${byte(3)}-${node}`
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
