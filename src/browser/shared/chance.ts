/** Bytes of chance, of which ids are made. */
export const chance = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
