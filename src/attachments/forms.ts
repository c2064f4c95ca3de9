import type { FileKind } from "#db/words.ts"
import type { C } from "#http/env.ts"
import { bodyOf, type Problem } from "#http/forms.ts"
import { refusalKey } from "#i18n/translate.ts"
import type { Refusal } from "#lib/result.ts"
import type { Keep } from "./commands.ts"
import { acceptOf, kinds } from "./kinds.ts"

/** The files that were chosen in a field; a browser sends one without a name where none was. */
export async function uploadsOf(c: C, field: string): Promise<File[]> {
  return [(await bodyOf(c))[field]].flat().filter((value) => value instanceof File && value.size > 0) as File[]
}

/** Where this installation keeps files, if it takes any. */
export const keepOf = (c: C): Keep | undefined => c.var.files && { store: c.var.files, random: c.var.random }

const endingsOf = (wanted: readonly FileKind[]): string =>
  wanted.map((kind) => kinds[kind].endings[0]?.toUpperCase()).join(" / ")

/** What the partial `attachments/field` needs to say which files are taken, and how many and how large. */
export type FileField = {
  readonly accept: string
  readonly endings: string
  readonly megabytes: number
  readonly most: number
}

export const fileField = (c: C, wanted: readonly FileKind[], most: number): FileField => ({
  accept: acceptOf(wanted),
  endings: endingsOf(wanted),
  megabytes: Math.floor((c.var.files?.limit ?? 0) / 2 ** 20),
  most,
})

/** A refused file beside its field, in words that always name what is taken. */
export function fileProblem(c: C, refusal: Refusal, field: string, wanted: readonly FileKind[]): Problem {
  const { t } = c.var.view
  const { code, ...facts } = refusal
  const taken = t("attachments.taken", { endings: endingsOf(wanted), max: fileField(c, wanted, 0).megabytes })
  return { field, message: `${t(refusalKey(code), facts)}${taken}` }
}
