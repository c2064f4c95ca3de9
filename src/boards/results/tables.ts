type Named = { readonly code: string | null; readonly name: string; readonly unit: string }
type Ranked = {
  readonly team: string
  readonly place: number | null
  readonly tied: boolean
  readonly total: string | null
}

export type TeamLine = Ranked & { readonly name: string; readonly unit: string }

/** The teams of a result document under their names; a team that was renamed away keeps its code. */
export const teamLines = (ranked: readonly Ranked[], named: readonly Named[]): TeamLine[] =>
  ranked.map((line) => {
    const team = named.find(({ code }) => code === line.team)
    return { ...line, name: team?.name ?? line.team, unit: team?.unit ?? "" }
  })

/** Those on the podium: the first three places, however many share them. */
export const podium = <T extends { readonly place: number | null }>(lines: readonly T[]): T[] =>
  lines.filter(({ place }) => place !== null && place <= 3)
