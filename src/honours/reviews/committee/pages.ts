import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { MeterView } from "../../programmes/metering/queries.ts"
import type { Copy } from "../copies/queries.ts"
import type { peopleNamed } from "../members/queries.ts"
import type { Member, Seated } from "../queries.ts"
import type { Results } from "../selection/queries.ts"
import type { listCommittees } from "./queries.ts"

type Form = { problems: Problem[]; typed: Typed }

export const committeesPage = template<Form & Awaited<ReturnType<typeof listCommittees>>>("honours/reviews/committees")
export const committeePage = template<
  Form & { seated: Seated; results: Results; waiting: number; done: string; quorate: boolean }
>("honours/reviews/committee")
export const memberPage = template<
  Form & { seated: Seated; q: string; people: Awaited<ReturnType<typeof peopleNamed>> }
>("honours/reviews/member")
export const casePage = template<Form & { seated: Seated; copy: Copy }>("honours/reviews/case")
export const selectionPage = template<
  Form & { seated: Seated; results: Results; quota: MeterView; chosen: number[]; isCheck: boolean }
>("honours/reviews/selection")
export const minutesPage = template<{ seated: Seated; results: Results }>("honours/reviews/minutes")
export const memberCardsPage = template<{
  seated: Seated
  address: string
  cards: { name: Member["name"]; isChair: boolean; code: string; qr: { side: number; path: string } }[]
}>("honours/reviews/cards")
