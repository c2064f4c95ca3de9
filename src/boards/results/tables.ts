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

const decimals = (value: string | null | undefined): number => value?.split(".")[1]?.length ?? 0

/** Makes the figures of one column equally long after the point, so that the points stand under each other. */
export function aligned(values: readonly (string | null | undefined)[]) {
  const places = Math.max(0, ...values.map(decimals))
  return (value: string | null | undefined): string | null => {
    if (value === null || value === undefined) return null
    if (!/^-?\d+(\.\d+)?$/.test(value) || decimals(value) === places) return value
    return `${value}${decimals(value) === 0 ? "." : ""}${"0".repeat(places - decimals(value))}`
  }
}

type Scored = { readonly total: string | null; readonly nodes: Readonly<Record<string, string | null>> }

/** Lines of a result with every column of figures aligned. */
export function inColumns<T extends Scored>(lines: readonly T[]): T[] {
  const total = aligned(lines.map((line) => line.total))
  const keys = new Set(lines.flatMap(({ nodes }) => Object.keys(nodes)))
  const columns = [...keys].map((key) => [key, aligned(lines.map(({ nodes }) => nodes[key]))] as const)
  return lines.map((line) => ({
    ...line,
    total: total(line.total),
    nodes: Object.fromEntries(columns.map(([key, even]) => [key, even(line.nodes[key])])),
  }))
}
