import type { FileField } from "#attachments/forms.ts"
import type { FileLine } from "#attachments/pages.ts"
import type { EndingKind, RevocationGround, RevocationState, TokenKind } from "#db/words.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { findCase, findRevocable, listCases, listRevocable, tokensNoted } from "./queries.ts"
import type { Act } from "./workflow.ts"

type Found<T extends (...given: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<T>>>
type Form = { problems: Problem[]; typed: Typed }

export const casesPage = template<{
  cases: Found<typeof listCases>
  state: RevocationState | undefined
  pager: ReturnType<typeof pager>
}>("honours/register/revocations/index")

export const choosePage = template<{ q: string; entries: Found<typeof listRevocable> }>(
  "honours/register/revocations/choose",
)

/** How the honour may end, and for which reasons. */
export type Choices = { readonly kinds: readonly EndingKind[]; readonly grounds: readonly RevocationGround[] }

export const openPage = template<
  Form & Choices & Pick<Found<typeof findRevocable>, "entry" | "honour"> & { file: FileField | undefined }
>("honours/register/revocations/new")

export const casePage = template<
  Form &
    Pick<Found<typeof findCase>, "one" | "entry" | "honour" | "parts"> & {
      /** What this reader may do to it now. */
      acts: readonly Act[]
      tokens: readonly { token: TokenKind; noted: Found<typeof tokensNoted>[number] | undefined }[]
      files: readonly FileLine[]
      file: FileField | undefined
      done: string
    }
>("honours/register/revocations/show")
