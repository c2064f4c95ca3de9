import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"

const admin = process.env.TEST_DATABASE_URL

test.skipIf(!admin)("the bench measures every row on a PostgreSQL (needs PostgreSQL)", { timeout: 120_000 }, () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["src/scripts/bench.ts", "--tiny", "--json"], {
    env: { ...process.env, DATABASE_URL: admin },
    encoding: "utf8",
  })
  expect(stderr).toBe("")
  const rows = JSON.parse(stdout) as { name: string; app: number; bare: number }[]
  expect(rows.map(({ name }) => name)).toEqual([
    "board, warm",
    "board, 304",
    "board, uncached",
    "mark saved over HTTP",
    "import of 200 people, and COPY",
    "4 judges, p99 of 1 s",
    "2000 nominations, and 20",
    "ranking 200 × 5 × 5, and half",
  ])
  expect(rows.every(({ app, bare }) => app > 0 && bare > 0)).toBe(true)
})
