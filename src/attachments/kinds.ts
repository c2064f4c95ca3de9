import type { FileKind } from "#db/words.ts"

type Kind = {
  readonly mediaType: string
  /** Endings that a name may have; the first is given to a name without one of them. */
  readonly endings: readonly string[]
  /** Whether it is shown on request; a browser's own PDF reader does not run in the sandbox that files are served in. */
  readonly isShown: boolean
}

export const kinds: Readonly<Record<FileKind, Kind>> = {
  png: { mediaType: "image/png", endings: ["png"], isShown: true },
  jpeg: { mediaType: "image/jpeg", endings: ["jpg", "jpeg"], isShown: true },
  webp: { mediaType: "image/webp", endings: ["webp"], isShown: true },
  pdf: { mediaType: "application/pdf", endings: ["pdf"], isShown: false },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: ["docx"],
    isShown: false,
  },
}

export const imageKinds = ["png", "jpeg", "webp"] as const satisfies readonly FileKind[]

/** What a field for files says to the browser's own dialogue. */
export const acceptOf = (wanted: readonly FileKind[]): string =>
  wanted.flatMap((kind) => kinds[kind].endings.map((ending) => `.${ending}`)).join(",")
