import type { Context } from "hono"
import { holds } from "#accounts/permissions.ts"
import type { C, Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther } from "#http/show.ts"
import { findImport, type ImportRow } from "./queries.ts"

export const base = "/manage/register/import"

/** For whoever keeps a register; nobody else finds these pages. */
export const forKeepers = (handler: (c: C) => Promise<Response> | Response) => (c: Context<Env>) =>
  holds(c.var.scope.actor, "register.keep") ? handler(c) : notFound(c)

/** For an import of the actor's own. */
export const forOwn = (handler: (c: C, draft: ImportRow) => Promise<Response>) =>
  forKeepers(async (c) => {
    const draft = await findImport(c.var.scope, idParam(c) ?? 0)
    return draft ? handler(c, draft) : notFound(c)
  })

/** For one that is still a draft; of any other the overview says what became of it. */
export const forDraft = (handler: (c: C, draft: ImportRow) => Promise<Response>) =>
  forOwn(async (c, draft) => (draft.state === "draft" ? handler(c, draft) : seeOther(c, `${base}/${draft.id}`)))
