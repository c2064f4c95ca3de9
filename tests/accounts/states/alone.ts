import { eq } from "drizzle-orm"
import { TOTP } from "otpauth"
import * as accounts from "#accounts/commands.ts"
import * as factors from "#accounts/factors/commands.ts"
import * as invitations from "#accounts/invitations/commands.ts"
import { policies } from "#accounts/policy.ts"
import { openSession, type SessionRow } from "#accounts/sessions.ts"
import type { Scope } from "#db/db.ts"
import { authenticators, imports as importTable, sessions } from "#db/schema/index.ts"
import * as imports from "#directory/imports/commands.ts"
import * as units from "#directory/organisations/bulk/commands.ts"
import * as duties from "#directory/people/appointing/commands.ts"
import * as people from "#directory/people/bulk/commands.ts"
import * as merges from "#exchange/merges/commands.ts"
import { type Result, refuse } from "#lib/result.ts"
import { seededRandom } from "../../support/app.ts"
import { type Attempts, ofDirectory } from "./attempts.ts"
import { ofNaming } from "./committees.ts"
import { ofOpinions } from "./opinions.ts"
import { now, type World } from "./world.ts"

const policy = policies.default
const password = "correct horse battery"
const wanted = "another horse battery"
const random = seededRandom()
const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
const code = "2345-6789-ABCD-EFGH"

/** Does something to the actor's own account, as its pages do: with its session. Whoever has no account has none. */
async function own(scope: Scope, work: (session: SessionRow) => Promise<Result<unknown>>): Promise<Result<unknown>> {
  if (scope.actor.kind !== "account") return refuse({ code: "not_found" })
  const { accountId } = scope.actor
  await openSession(scope, policy, { accountId, device: "" })
  const [session] = await scope.db.select().from(sessions).where(eq(sessions.accountId, accountId))
  return session ? work(session) : refuse({ code: "not_found" })
}

const ownerOf = ({ accountId, id }: SessionRow) => ({ accountId, sessionId: id, random })

const withApp = (scope: Scope, confirmedAt: Date | null, work: (session: SessionRow) => Promise<Result<unknown>>) =>
  own(scope, async (session) => {
    const sealed = scope.keys.seal("second_factor", secret)
    const app = { accountId: session.accountId, secret: sealed, confirmedAt, createdAt: now }
    await scope.db.insert(authenticators).values(app)
    return work(session)
  })

const sheet = [
  ["姓名", "单位", "出生日期", "性别", "身份类别"],
  ["王新", "临江机械厂", "1990-01-01", "男", "产业工人"],
]

/** The preview of a table of people that an actor has uploaded. */
async function uploaded(scope: Scope): Promise<number> {
  if (scope.actor.kind !== "account") return 0
  const facts = { kind: "people" as const, accountId: scope.actor.accountId, createdAt: now }
  const [row] = await scope.db
    .insert(importTable)
    .values({ ...facts, sheet: scope.keys.seal("import", JSON.stringify(sheet)) })
    .returning()
  return row?.id ?? 0
}

const unitRow = (parent: string) => ({
  row: 2,
  name: "临江分厂",
  parent,
  kind: "enterprise" as const,
  level: "unit" as const,
  ownership: "state" as const,
})
const personRow = ({ works }: World) => ({
  row: 2,
  name: "王新",
  unit: works.id,
  sex: "male" as const,
  birthDate: "1990-01-01",
  identityClass: "industrial_worker" as const,
})
const dutyRow = ({ works }: World) => ({
  row: 2,
  name: "自由",
  unit: works.id,
  kind: "auditor" as const,
  dutyUnit: works.id,
})

/** Commands on what has no state: whether they are done follows from who asks alone. */
export const ofNoState: Readonly<Record<string, Attempts<"any">>> = {
  ...ofDirectory,
  "directory/organisations/bulk": {
    importUnits: { run: (scope, { works }) => units.importUnits(scope, [unitRow(works.name)]) },
  },
  "directory/people/bulk": { importPeople: { run: (scope, world) => people.importPeople(scope, [personRow(world)]) } },
  "directory/people/appointing": {
    importDuties: { run: (scope, world) => duties.importDuties(scope, policy, [dutyRow(world)]) },
  },
  "directory/imports": {
    keepSheet: { run: (scope) => imports.keepSheet(scope, "people", sheet) },
    confirmImport: { run: async (scope) => imports.confirmImport(scope, policy, "people", await uploaded(scope)) },
  },
  ...ofOpinions,
  "exchange/merges": {
    mergePeople: {
      run: (scope, { free, double }) =>
        merges.mergePeople(scope, { into: free, from: double, version: 1, otherVersion: 1, taken: [] }),
    },
  },
  accounts: {
    changePassword: {
      run: (scope) => accounts.changePassword(scope, policy, { current: password, wanted, device: "" }),
    },
    endOwnSessions: {
      run: (scope) => own(scope, async (session) => accounts.endOwnSessions(scope, session, "others")),
    },
  },
  "accounts/factors": {
    startAuthenticator: {
      run: (scope) => own(scope, (session) => factors.startAuthenticator(scope, ownerOf(session))),
    },
    confirmAuthenticator: {
      run: (scope) =>
        withApp(scope, null, (session) => {
          const typed = new TOTP({ secret }).generate({ timestamp: now.getTime() })
          return factors.confirmAuthenticator(scope, ownerOf(session), typed)
        }),
    },
    renewCodes: {
      run: (scope) => withApp(scope, now, (session) => factors.renewCodes(scope, ownerOf(session))),
    },
    removeFactor: {
      run: (scope) =>
        withApp(scope, now, (session) => factors.removeFactor(scope, policy, ownerOf(session), "authenticator")),
    },
  },
  ...ofNaming,
  "accounts/invitations": {
    acceptInvitation: {
      prepare: (scope, { free }) => invitations.invite(scope, { personId: free, username: "newcomer", code }),
      run: (scope) => invitations.acceptInvitation(scope, policy, { code, password, device: "" }),
    },
  },
}
