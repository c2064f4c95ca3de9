/** What a derived key is for: none of them opens what another has closed. */
export type SealPurpose =
  | "identity_number"
  | "phone"
  | "email"
  | "second_factor"
  | "import"
  | "job"
  | "receiver"
  | "history"
  | "objection"
export type LookupPurpose = "identity_number" | "phone" | "throttle" | "history" | "objection" | "packet"

/** All that the code may do with secrets; the keys themselves stay in `secrets/`. */
export type Keyring = {
  /** Id of the master key in use (8 hex digits), kept beside whatever was made with it. */
  readonly current: string
  /** Encrypts a text into `v1.<key id>.<base64url>`; the same text never gives the same twice. */
  readonly seal: (purpose: SealPurpose, text: string) => string
  /** The text that was sealed; throws where its key is missing or a bit was changed. */
  readonly open: (purpose: SealPurpose, sealed: string) => string
  /** Keyed hash to find a text by, under the current key. */
  readonly lookup: (purpose: LookupPurpose, text: string) => string
  /** The same under every key there is, current first: what finds rows that are not rotated yet. */
  readonly lookups: (purpose: LookupPurpose, text: string) => readonly string[]
  /** HMAC of a text under the key of this id (the current one unless told); throws where that key is missing. */
  readonly mac: (text: string, keyId?: string) => string
}
