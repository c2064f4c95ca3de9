import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { refused, seeOther, show } from "#http/show.ts"
import { codeFrom } from "#lib/codes.ts"
import { qrPath } from "#lib/qr-path.ts"
import { askConsentForm, codeForm, consentForm } from "../forms.ts"
import { section } from "../papers/routes.ts"
import { answerConsent, askConsent } from "./commands.ts"
import { consentCodePage, consentDonePage, consentLetterPage, consentPage } from "./pages.ts"
import { consentByCode, deedsOf } from "./queries.ts"

const askCode = (c: C, typed: Typed, problems: Problem[]) =>
  show(c, consentCodePage, { code: String(typed.code ?? ""), problems }, problems.length > 0 ? 422 : 200)

async function askAnswer(c: C, typed: Typed, problems: Problem[]): Promise<Response> {
  const code = String(typed.code ?? "")
  const asking = await consentByCode(c.var.scope, code)
  if (!asking) return askCode(c, typed, [problemFrom(c, { code: "consent_over", field: "code" })])
  const deeds = await deedsOf(c.var.scope, asking.nominationId)
  return show(c, consentPage, { code, asking, deeds, typed, problems }, problems.length > 0 ? 422 : 200)
}

/** The code travels in bodies only: a link carries it behind its `#`, which no server and no log ever sees. */
export const consentRoutes = new Hono<Env>()
  .get("/consent", (c) => askCode(c, {}, []))
  .post("/consent", async (c) => {
    const form = await readForm(c, codeForm, "nominations.fields")
    return form.ok ? askAnswer(c, form.typed, []) : askCode(c, form.typed, form.problems)
  })
  .post("/consent/answer", async (c) => {
    const form = await readForm(c, consentForm, "nominations.fields")
    if (!form.ok) return askAnswer(c, form.typed, form.problems)
    const { answer, scope, ...rest } = form.value
    const given = await answerConsent(c.var.scope, { ...rest, accepts: answer === "yes", scopes: scope })
    if (!given.ok) return askAnswer(c, form.typed, [problemFrom(c, given.refusal)])
    return show(c, consentDonePage, { accepts: answer === "yes" })
  })
  .post("/manage/nominations/:id{[0-9]+}/consent", async (c) => {
    const id = idParam(c) ?? 0
    const form = await readForm(c, askConsentForm, "nominations.fields")
    if (!form.ok) return section(c, "consent", form.typed, form.problems)
    const { delivery, email } = form.value
    const isMailed = c.var.mails && delivery === "mail"
    const code = codeFrom(c.var.random(64), 16)
    const address = `${c.var.origin}/consent`
    const mail = { email, link: `${address}#${code}`, lang: c.var.view.lang }
    const asked = await askConsent(c.var.scope, id, code, isMailed ? mail : undefined)
    if (!asked.ok && asked.refusal.field) return section(c, "consent", form.typed, [problemFrom(c, asked.refusal)])
    if (!asked.ok) return refused(c, asked.refusal, `/manage/nominations/${id}`)
    if (isMailed) return seeOther(c, `/manage/nominations/${id}/sections/consent?done=mailed`)
    const { found, until } = asked.value
    const letter = {
      ...found,
      until,
      code,
      address: address.replace(/^https?:\/\//, ""),
      qr: qrPath(`${address}#${code}`),
    }
    return show(c, consentLetterPage, letter, 201)
  })
