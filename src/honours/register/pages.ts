import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { withChanges } from "./corrections/facts.ts"
import type { correctionsOf } from "./corrections/queries.ts"
import type {
  findEntry,
  HonourRow,
  honourVersionsOf,
  listConferringUnits,
  listHonours,
  listRegister,
  Receiver,
  RegisterFilter,
  sourceOf,
} from "./queries.ts"
import type { casesOf } from "./revocations/queries.ts"
import type { TermRow } from "./terms/queries.ts"

type Found<T extends (...given: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<T>>>
type Form = { problems: Problem[]; typed: Typed }

export const registerPage = template<{
  filter: RegisterFilter
  entries: Found<typeof listRegister>
  honours: Found<typeof listHonours>
  years: number[]
  keeps: boolean
  confers: boolean
  done: string
  pager: ReturnType<typeof pager>
}>("honours/register/index")

export const newEntryPage = template<Form & { honours: Found<typeof listHonours> }>("honours/register/new")

/** Without the unit's path: a page's own `path` would hide the address that the menu reads. */
export const entryPage = template<
  Omit<Found<typeof findEntry>, "path"> & {
    receiver: Receiver | undefined
    cases: Found<typeof casesOf>
    term: TermRow | undefined
    /** Whether it was put down by hand, and this reader may put it on a file or take it off. */
    mayFile: boolean
    /** The person whose honours this reader may read together. */
    file: number | undefined
    /** Newest first. */
    corrections: ReturnType<typeof withChanges<Found<typeof correctionsOf>[number]>>
    /** The number of the honour's version under which it was entered. */
    inForce: number | undefined
    source: Awaited<ReturnType<typeof sourceOf>>
    done: string
  }
>("honours/register/entry")

export const honoursPage = template<{ honours: Found<typeof listHonours>; done: string }>("honours/register/honours")

export const honourFormPage = template<
  Form & {
    honour: HonourRow | undefined
    units: Found<typeof listConferringUnits>
    /** Newest first, with the facts in which each differs from the one before. */
    versions: readonly (Found<typeof honourVersionsOf>[number]["version"] & { by: string | null; changed: string[] })[]
    repeatRules: readonly string[]
  }
>("honours/register/honour")
