// The rules of one contest as published with it. Every number that carries marks stays the decimal text it was typed
// as; only the ranking turns it into a number.

export type Rounding = "half-up" | "down"
export type Missing = "0" | "omit"
export type Direction = "asc" | "desc"
export type Ties = "all" | "none"

type Common = {
  readonly key: string
  readonly round?: number
  readonly rounding?: Rounding
  readonly floor?: string
  readonly cap?: string
  readonly pass?: string
  /** Stands only on parts of `sum` and `mean`. */
  readonly weight?: string
}
type Limits = { readonly max?: string; readonly min?: string; readonly step?: string; readonly missing?: Missing }
export type Drop = { readonly high?: number; readonly low?: number }
export type Combine = "mean" | "sum" | "median"

export type MeasuredNode = Common & Limits & { readonly kind: "measured" }
export type JudgedNode = Common &
  Limits & {
    readonly kind: "judged"
    readonly judges: number
    readonly drop?: Drop
    readonly combine: Combine
    readonly factor?: string
  }
export type ValueNode = Common & { readonly kind: "value"; readonly name: string; readonly missing?: Missing }
type Composite = Common & { readonly parts: readonly SchemeNode[] }
export type SumNode = Composite & { readonly kind: "sum" }
export type MeanNode = Composite & { readonly kind: "mean" }
export type ProductNode = Composite & { readonly kind: "product" }
export type BestNode = Composite & {
  readonly kind: "best"
  readonly count: number
  readonly direction?: "high" | "low"
}
export type SchemeNode = MeasuredNode | JudgedNode | ValueNode | SumNode | MeanNode | ProductNode | BestNode
export type NodeKind = SchemeNode["kind"]

export type OrderItem = { readonly by: string; readonly direction: Direction }
export type RankingRules = { readonly order: readonly OrderItem[]; readonly places: "skip" | "dense" }
export type Advance = { readonly count: number; readonly ties?: Ties }

type PrizeTerms = {
  readonly name: string
  readonly ties?: Ties
  readonly needsPass?: boolean
  readonly within?: boolean
}
export type ShareRounding = "floor" | "ceil" | "half-up"
export type CountedPrize = PrizeTerms & { readonly count: number }
export type SharedPrize = PrizeTerms & { readonly share: string; readonly rounding: ShareRounding }
export type Prize = CountedPrize | SharedPrize

export type Points = number | string
type TeamTerms = { readonly best?: number; readonly order?: readonly (string | OrderItem)[] }
export type TeamRules =
  | (TeamTerms & { readonly combine: "sum" })
  | (TeamTerms & {
      readonly combine: "points"
      readonly points: readonly Points[]
      readonly rest?: Points
      readonly split?: boolean
    })
  | (TeamTerms & {
      readonly combine: "prizes"
      readonly points: Readonly<Record<string, Points>>
      readonly rest?: Points
    })

export type Rules = {
  readonly scheme: SchemeNode
  readonly ranking: RankingRules
  readonly advance?: Advance
  readonly prizes?: readonly Prize[]
  readonly teams?: TeamRules
}
