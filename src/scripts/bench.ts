import { parseArgs } from "node:util"
import { importRow, listRow, markRow, pageRows, type Row, rankingRow } from "./bench/rows.ts"
import { makeWorld } from "./bench/world.ts"

// npm run bench [-- --json] [--quick]: the server against the same done by hand, on a database made for it on the
// PostgreSQL of DATABASE_URL. Every ratio is of two sides measured in turn in one run.
const { values } = parseArgs({
  options: { json: { type: "boolean" }, quick: { type: "boolean" }, tiny: { type: "boolean" } },
})
const admin = process.env.DATABASE_URL || process.env.TEST_DATABASE_URL
if (!admin) {
  console.error("Set DATABASE_URL to a PostgreSQL on which databases may be made.")
  process.exit(2)
}

/** Beside the whole, `--quick` shows whether something is far off, `--tiny` that all of it runs. */
const sizes = {
  whole: {
    rounds: 5,
    seconds: 2,
    connections: 32,
    names: 1000,
    contests: 4,
    imported: 50_000,
    ranked: 100_000,
    listed: 20_000,
  },
  quick: {
    rounds: 1,
    seconds: 0.5,
    connections: 8,
    names: 120,
    contests: 1,
    imported: 2000,
    ranked: 2000,
    listed: 10_000,
  },
  tiny: { rounds: 1, seconds: 0.1, connections: 2, names: 20, contests: 1, imported: 200, ranked: 200, listed: 2000 },
}
const size = sizes[values.tiny ? "tiny" : values.quick ? "quick" : "whole"]
const few = Math.min(3, size.rounds)

const isMet = ({ ratio, least, most }: Row) => ratio >= (least ?? 0) && ratio <= (most ?? Number.POSITIVE_INFINITY)

function lineOf(row: Row): string {
  const number = (value: number) => value.toFixed(0).padStart(9)
  const wanted = row.least === undefined ? `≤ ${row.most}` : `≥ ${row.least}`
  const verdict = isMet(row) ? "met" : "MISSED"
  return `${row.name.padEnd(34)}${number(row.app)}${number(row.bare)} ${row.unit.padEnd(12)}${row.ratio.toFixed(2).padStart(6)}  ${wanted.padEnd(7)}${verdict}`
}

const world = await makeWorld(admin, size.names, size.contests)
const rows: Row[] = []
try {
  rows.push(...(await pageRows(world, size)))
  rows.push(await markRow(world, size))
  rows.push(await importRow(world, size.imported, few))
} finally {
  await world.end()
}
rows.push(await listRow(admin, size.listed, size.rounds))
rows.push(await rankingRow(size.ranked, few))
if (values.json)
  console.log(
    JSON.stringify(
      rows.map((row) => ({ ...row, met: isMet(row) })),
      null,
      2,
    ),
  )
else console.log([`${"".padEnd(34)}     ours   by hand`, ...rows.map(lineOf)].join("\n"))
process.exit(rows.every(isMet) ? 0 : 1)
