import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { MeterView } from "../programmes/metering/queries.ts"
import type { Broken } from "./broken.ts"
import type { Noticing } from "./noticing/queries.ts"
import type { exceptionsOf, Naming, Nominee } from "./queries.ts"

type Form = { problems: Problem[]; typed: Typed }

export const namingPage = template<
  Form & {
    naming: Naming
    chosen: number[]
    quota: MeterView
    broken: Broken[]
    exceptions: Awaited<ReturnType<typeof exceptionsOf>>
    isCheck: boolean
    today: string
    done: string
  }
>("honours/decisions/naming")

export const noticesPage = template<Form & Noticing & { place: string; today: string; done: string }>(
  "honours/decisions/notices",
)

export const reportPage = template<
  Form & {
    naming: Naming
    groups: readonly { readonly honour: Nominee["honour"]; readonly nominees: readonly Nominee[] }[]
  }
>("honours/decisions/report")
