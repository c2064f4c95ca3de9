import { expect, test } from "vitest"
import { exposition } from "#lib/exposition.ts"

test("metrics are written as Prometheus reads them", () => {
  const text = exposition([
    { name: "up", help: "Whether it is\\up.", type: "gauge", samples: [{ value: 1 }] },
    {
      name: "many_total",
      help: "Many.",
      type: "counter",
      samples: [{ labels: { route: '/a"b\\c\n', n: "1" }, value: 0.5 }],
    },
    { name: "none", help: "None.", type: "gauge", samples: [] },
  ])
  expect(text).toBe(
    `# HELP up Whether it is\\\\up.\n# TYPE up gauge\nup 1\n` +
      `# HELP many_total Many.\n# TYPE many_total counter\nmany_total{route="/a\\"b\\\\c\\n",n="1"} 0.5\n` +
      "# HELP none None.\n# TYPE none gauge\n",
  )
})
