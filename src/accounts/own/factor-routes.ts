import { Hono } from "hono"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, refused, seeOther, show } from "#http/show.ts"
import { qrPath } from "#lib/qr-path.ts"
import type { Result } from "#lib/result.ts"
import { addPasskey, confirmAuthenticator, removeFactor, renewCodes, startAuthenticator } from "../factors/commands.ts"
import { creationOptions } from "../factors/passkeys.ts"
import { passkeysOf, unconfirmedSecret } from "../factors/queries.ts"
import { otpauthUri } from "../factors/totp.ts"
import { appCodeForm, passkeyForm } from "../forms.ts"
import { accountById } from "../proof.ts"
import { attemptOf, provenOnly, rereadSession } from "../signed-in.ts"
import { authenticatorPage, codesPage, passkeyPage } from "./pages.ts"

const home = "/manage/account"

function ownerOf(c: C) {
  const { session, random } = c.var
  if (!session) throw new Error("nobody is signed in")
  return { accountId: session.accountId, sessionId: session.id, random }
}

/** The new codes, this once; or on, where the account has its codes already. */
const codesOrOn = (c: C, codes: readonly string[], done: string) =>
  codes.length > 0
    ? show(c, codesPage, { codes, back: `${home}?done=${done}` }, 201)
    : seeOther(c, `${home}?done=${done}`)

async function showAuthenticator(c: C, problems: Problem[]) {
  const { scope, view } = c.var
  const { accountId } = ownerOf(c)
  const sealed = await unconfirmedSecret(scope, accountId)
  const account = await accountById(scope, accountId)
  if (sealed === undefined || !account) return seeOther(c, home)
  const secret = scope.keys.open("second_factor", sealed)
  const qr = qrPath(otpauthUri(secret, account.username, view.issuer))
  const shape = { problems, qr, secret: secret.replace(/(.{4})(?=.)/g, "$1 ") }
  return show(c, authenticatorPage, shape, problems.length > 0 ? 422 : 200)
}

async function showPasskey(c: C, problems: Problem[]) {
  const { scope, view, origin, session } = c.var
  // Ended meanwhile from another of the account's devices: the way there leads to the sign-in.
  if (!session) return seeOther(c, home)
  const { accountId } = session
  const account = await accountById(scope, accountId)
  if (!account) return notFound(c)
  const owner = { accountId, username: account.username, name: view.who?.name ?? "", issuer: view.issuer }
  const options = await creationOptions(
    { challenge: session.challenge, origin },
    owner,
    await passkeysOf(scope, accountId),
  )
  return show(c, passkeyPage, { options: JSON.stringify(options), problems }, problems.length > 0 ? 422 : 200)
}

const removed = (c: C, done: Result<void>) =>
  done.ok ? seeOther(c, `${home}?done=removed`) : refused(c, done.refusal, home)

/** Setting up and taking away second factors; whoever does so has just proven who they are. */
export const factorRoutes = new Hono<Env>()
  .use(`${home}/authenticator`, provenOnly())
  .use(`${home}/authenticator/*`, provenOnly())
  .use(`${home}/passkeys`, provenOnly())
  .use(`${home}/passkeys/*`, provenOnly())
  .use(`${home}/recovery-codes`, provenOnly())
  .get(`${home}/authenticator`, (c) => showAuthenticator(c, []))
  .post(`${home}/authenticator`, async (c) => {
    const started = await startAuthenticator(c.var.scope, ownerOf(c))
    return started.ok ? seeOther(c, `${home}/authenticator`) : refused(c, started.refusal, home)
  })
  .post(`${home}/authenticator/confirmation`, async (c) => {
    const form = await readForm(c, appCodeForm, "accounts.fields")
    if (!form.ok) return showAuthenticator(c, form.problems)
    const done = await confirmAuthenticator(c.var.scope, ownerOf(c), form.value.code)
    return done.ok ? codesOrOn(c, done.value, "app") : showAuthenticator(c, [problemFrom(c, done.refusal)])
  })
  .post(`${home}/authenticator/removal`, async (c) =>
    removed(c, await removeFactor(c.var.scope, c.var.policy, ownerOf(c), "authenticator")),
  )
  .get(`${home}/passkeys/new`, (c) => showPasskey(c, []))
  .post(`${home}/passkeys`, async (c) => {
    const form = await readForm(c, passkeyForm, "accounts.fields")
    if (!form.ok) return showPasskey(c, form.problems)
    const { scope, origin, session } = c.var
    const { device } = attemptOf(c)
    const ceremony = { challenge: session?.challenge ?? "", origin }
    const added = await addPasskey(scope, ownerOf(c), ceremony, { response: form.value.response, device })
    if (added.ok) return codesOrOn(c, added.value, "passkey")
    await rereadSession(c)
    return showPasskey(c, [problemFrom(c, added.refusal)])
  })
  .post(`${home}/passkeys/:id/removal`, async (c) => {
    const passkey = idParam(c) ?? 0
    return removed(c, await removeFactor(c.var.scope, c.var.policy, ownerOf(c), { passkey }))
  })
  .post(`${home}/recovery-codes`, async (c) => {
    const renewed = await renewCodes(c.var.scope, ownerOf(c))
    return renewed.ok ? codesOrOn(c, renewed.value, "codes") : refused(c, renewed.refusal, home)
  })
