/** An expected "no": a code that http turns into a status and i18n into words, with the facts those words need. */
export type Refusal = { readonly code: string; readonly [fact: string]: unknown }

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refuse = <const R extends Refusal>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal })
