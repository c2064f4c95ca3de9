import type { Language, Translate } from "#i18n/translate.ts"

/** The name of a view with the shape that it promises to be given: Eta is untyped, so the types stand here. */
export type Template<Shape extends object> = { readonly name: string; readonly shape?: Shape }

export const template = <Shape extends object>(name: string): Template<Shape> => ({ name })

/** What every view has besides its own shape. */
export type View = {
  readonly t: Translate
  readonly lang: Language
  /** Path and query of this page, so that links such as the language switch can return to it. */
  readonly here: string
  readonly path: string
  /** The address of the installation, for what must be whole: what is shared, and what crawlers read. */
  readonly origin: string
  readonly issuer: string
  /** Where visitors reach the office; empty where the installation does not say. */
  readonly contact: string
  /** Who is signed in, as far as the navigation must know; nobody on public pages. */
  readonly who: { readonly name: string; readonly may: readonly string[]; readonly idleMinutes: number } | undefined
  /** Address of a static file with its build hash. */
  readonly asset: (name: string) => string
  readonly now: Date
  readonly largeText: boolean
  readonly theme: string
  /** Whether files may be sent to this installation; where not, a field for a file says so. */
  readonly takesFiles: boolean
}

export type Render = <Shape extends object>(view: View, page: Template<Shape>, shape: Shape) => string
