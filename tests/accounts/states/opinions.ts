import type { Scope } from "#db/db.ts"
import { giveOpinions, signLetter } from "#honours/opinions/answering/commands.ts"
import { askDepartments, reissueLetter, remind } from "#honours/opinions/commands.ts"
import { makeLetter } from "../../support/opinions.ts"
import type { Attempts } from "./attempts.ts"
import { now, type World } from "./world.ts"

const code = "2222-3333-4444-5555"
const sender = { issuer: "江城市总工会", lang: "zh-CN", origin: "http://laurel.test" } as const
const slug = "asked"

const asked = ({ db }: Scope, { host, works, honour, holder }: World) =>
  makeLetter(db, host, works, honour, holder.account, code, slug)

/** A letter is answered by whoever holds its code, and sent by the honours office alone. */
export const ofOpinions: Readonly<Record<string, Attempts<"any">>> = {
  "honours/opinions": {
    askDepartments: {
      prepare: asked,
      run: (scope) =>
        askDepartments(
          scope,
          slug,
          [{ department: "tax", email: "", code: "6666-7777-8888-9999", dueAt: now }],
          sender,
        ),
    },
    reissueLetter: {
      run: async (scope, world) => {
        const { letter } = await asked(scope, world)
        return reissueLetter(scope, slug, letter, { code: "6666-7777-8888-9999", email: "" }, sender)
      },
    },
    remind: {
      run: async (scope, world) => {
        const { letter } = await asked(scope, world)
        await reissueLetter({ ...scope }, slug, letter, { code, email: "office@example.cn" }, sender)
        return remind(scope, slug, letter, sender)
      },
    },
  },
  "honours/opinions/answering": {
    giveOpinions: {
      run: async (scope, world) => {
        const { opinion } = await asked(scope, world)
        return giveOpinions(scope, code, [
          { id: opinion, verdict: "agree", words: "", ground: "", eventDay: "", version: 1 },
        ])
      },
    },
    signLetter: {
      run: async (scope, world) => {
        const { opinion } = await asked(scope, world)
        const answers = [{ id: opinion, verdict: "agree", words: "", ground: "", eventDay: "", version: 1 } as const]
        return signLetter(scope, code, answers, { name: "周敏", post: "处长", version: 1 })
      },
    },
  },
}
