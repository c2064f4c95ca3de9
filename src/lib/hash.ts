import { createHash } from "node:crypto"

/** SHA-256 in hex: for secrets of 60 bits and more, and for commitments that anybody can check. */
export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex")
