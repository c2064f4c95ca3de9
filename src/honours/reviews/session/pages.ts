import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Copy } from "../copies/queries.ts"
import type { Seated } from "../queries.ts"
import type { Results } from "../selection/queries.ts"
import type { Desk, listPlaces } from "./queries.ts"

type Place = { seated: Seated; isChair: boolean; onTablet: boolean }
type Form = { problems: Problem[]; typed: Typed }

export const placesPage = template<{ places: Awaited<ReturnType<typeof listPlaces>>; onTablet: boolean }>(
  "honours/reviews/places",
)
export const codePage = template<{ code: string; problems: Problem[] }>("honours/reviews/code")
export const deskPage = template<Place & { desk: Desk; done: string }>("honours/reviews/desk")
export const dossierPage = template<
  Place & Form & { copy: Copy; dossier: Desk["dossiers"][number] | undefined; mayRecuse: boolean }
>("honours/reviews/dossier")
export const ballotPage = template<Place & Form & { ballot: NonNullable<Desk["ballot"]> }>("honours/reviews/ballot")
export const signaturePage = template<Place & Form & { honours: Results["honours"] }>("honours/reviews/signature")
