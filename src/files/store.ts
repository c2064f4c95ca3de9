/** What a store says of a file that it has taken. */
export type Stored = { readonly bytes: number; readonly sha256: string }

/** The file grew beyond the limit of the store while it was read; nothing of it is kept. */
export class FileTooLarge extends Error {}

/** Keeps files by a key of 32 hex digits that its caller makes; where they lie is the platform's matter. */
export type FileStore = {
  /** The most bytes that one file may have. */
  readonly limit: number
  /** Keeps a stream under a new key: when this resolves the file is whole and on disk, and otherwise not there at all. */
  readonly put: (key: string, body: ReadableStream<Uint8Array>) => Promise<Stored>
  /** The bytes of a file, or nothing where there is none. */
  readonly open: (key: string) => Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>
  /** Removes a file, halves of it included; one that is not there stays so. */
  readonly remove: (key: string) => Promise<void>
  /** Every key, halves included, that was written before an instant. */
  readonly before: (instant: Date) => AsyncIterable<string>
}
