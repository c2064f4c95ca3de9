import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { formFrom, type RulesForm, sentBy } from "#competition/contests/editor/form.ts"
import { formOfRules } from "#competition/contests/editor/form-of-rules.ts"
import { judge } from "#competition/contests/editor/form-problems.ts"
import { nodesOf } from "#competition/contests/nodes.ts"
import { rulesProblems } from "#competition/contests/rules.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import type { RuleTitles } from "#db/schema/index.ts"
import { anyPromotions, anyRules, anyTitle } from "./arbitrary-rules.ts"
import { ruleSets } from "./rule-sets.ts"

const untitled: RuleTitles = { nodes: {}, values: {}, prizes: {} }

/** Sends a form the way a browser does and reads it on the other side. */
function overTheWire(form: RulesForm): RulesForm {
  const body = new URLSearchParams(sentBy(form)).toString()
  return formFrom(Object.fromEntries(new URLSearchParams(body)))
}

const throughForm = (rules: Rules, titles = untitled) => judge(overTheWire(formOfRules(rules, titles)))

describe("a rule set comes out of the form exactly as it went in", () => {
  test.for(Object.entries(ruleSets))("%s", ([, rules]) => {
    expect(rulesProblems(rules)).toEqual([])
    const back = throughForm(rules)
    expect(back).toStrictEqual({ ok: true, rules, titles: untitled })
  })

  test("any valid rule set, with titles for nodes, values and prizes, and promotions", () => {
    fc.assert(
      fc.property(anyRules, anyTitle, fc.option(anyPromotions), (rules, title, promotions) => {
        fc.pre(rulesProblems(rules).length === 0)
        const titles: RuleTitles = {
          nodes: Object.fromEntries(
            nodesOf(rules.scheme).map(({ key }) => [key, { ...title, descriptor: key, descriptorEn: `${key} en` }]),
          ),
          values: { spare: title },
          prizes: Object.fromEntries((rules.prizes ?? []).map(({ name }) => [name, title])),
          ...(promotions && { promotions }),
        }
        expect(throughForm(rules, titles)).toEqual({ ok: true, rules, titles })
      }),
      { numRuns: 300 },
    )
  })
})
