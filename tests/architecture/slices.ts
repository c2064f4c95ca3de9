import { importsOf } from "./imports.ts"
import { inEach, matches, placeOf, type Sources, type Violation, withoutComments } from "./sources.ts"

const sliced = ["directory", "attachments", "notices", "competition", "honours", "boards", "certificates", "exchange"]
const reserved = ["queries", "commands", "forms", "pages", "jobs", "api", "routes", "middleware", "adapters"]

const isRule = (path: string): boolean => {
  const { area, name } = placeOf(path)
  return sliced.includes(area) && !reserved.includes(name.replace(/\.ts$/, ""))
}

const impure = /\basync\b|\bnew Date\(|\bDate\.now\b|\bMath\.random\b|\bcrypto\.|\bprocess\.|\bfetch\(/g

/** Rules hold no waiting, clock, chance or I/O, and take nothing from where those live. */
export const rulesArePure = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) => {
    if (!isRule(path)) return []
    const taken = importsOf(path, source)
      .filter((one) => !one.erased && /^node:|^src\/db\/(?!words\.ts)|\/(queries|commands|routes)\.ts$/.test(one.path))
      .map(({ written }) => `a rule takes from ${written}`)
    return [...matches(withoutComments(source), impure), ...taken]
  })

/** Who writes which table, as in src/README.md: a file, or the `commands.ts` of a slice and of its parts. */
export const owners: Readonly<Record<string, readonly string[]>> = {
  "src/audit/record.ts": ["auditEntries", "auditHeads"],
  "src/audit/checkpoints.ts": ["auditCheckpoints", "auditCheckpointHeads"],
  "src/audit/retention.ts": ["auditCuts"],
  "src/jobs": ["jobs"],
  "src/accounts/commands.ts": ["accounts"],
  "src/accounts/invitations": ["invitations"],
  "src/accounts/sessions.ts": ["sessions"],
  "src/accounts/throttle.ts": ["throttles"],
  "src/accounts/factors": ["authenticators", "passkeys", "recoveryCodes"],
  "src/directory/organisations": ["units", "formerUnitNames", "unitTerms"],
  "src/directory/people": ["people", "duties", "formerPersonNames"],
  "src/directory/imports": ["imports"],
  "src/attachments": ["files"],
  "src/notices/calendar": ["calendarDays", "calendarYears"],
  "src/notices/issuing": ["notices", "noticeLists", "noticeStrikes", "noticeSightings"],
  "src/notices/objections": ["objections", "objectionSteps", "objectionFiles"],
  "src/competition/contests": ["contests", "events", "eventRules"],
  "src/competition/registration": ["entries", "teams"],
  "src/competition/draws": ["draws"],
  "src/competition/judging": [
    "seats",
    "seatDevices",
    "marks",
    "markOperations",
    "operationSettlements",
    "panelChanges",
    "packets",
  ],
  "src/competition/results": ["decodings", "resultVersions", "placings"],
  "src/honours/register": [
    "honours",
    "honourVersions",
    "registerEntries",
    "decisions",
    "revocations",
    "revocationTokens",
    "entryVersions",
    "entryTerms",
    "termActs",
    "certificateFormats",
    "certificateSerials",
    "certificates",
    "certificatePrints",
    "certificatePrintLines",
    "registerFiles",
    "searchTerms",
    "boardCounts",
    "decisionCounts",
    "registerRolls",
  ],
  "src/honours/history": ["historyImports", "historyRows"],
  "src/honours/programmes": ["programmes", "programmeDefinitions", "allotments"],
  "src/honours/vetoes": ["unitVetoes"],
  "src/honours/nominations": [
    "nominations",
    "nominationSections",
    "nominationActs",
    "nominationFiles",
    "nominationConsents",
    "nominationReminders",
  ],
  "src/honours/decisions": ["decisionExceptions", "cultivations"],
  "src/honours/reviews": [
    "committees",
    "committeeMembers",
    "committeeCases",
    "committeeReadings",
    "recusals",
    "committeeScores",
    "ballots",
    "ballotCases",
    "ballotTurnouts",
    "ballotPapers",
  ],
  "src/honours/opinions": ["opinionLetters", "opinions"],
}

const mayWrite = (path: string): readonly string[] =>
  Object.entries(owners).flatMap(([owner, tables]) =>
    path === owner || (path.startsWith(`${owner}/`) && path.endsWith("/commands.ts")) ? tables : [],
  )

/** The tables that a schema declares, by their names in TypeScript. */
export const tablesOf = (schema: Sources): string[] =>
  [...schema.values()].flatMap((source) =>
    [...source.matchAll(/^export const (\w+) = pgTable\(/gm)].map((m) => `${m[1]}`),
  )

const byHand = /^src\/scripts\/(bench\/bare-|seed\/)/

/** Writes stand only in the owner's file, and no statement that writes is spelt by hand. */
export const onlyOwnersWrite = (sources: Sources, tables: readonly string[]): Violation[] =>
  inEach(sources, (path, source) => {
    const running = withoutComments(source)
    const written = [...running.matchAll(/\.(insert|update|delete)\(\s*(\w+)\s*\)/g)].flatMap(
      ([, verb, given = ""]) => {
        const table = realName(running, given)
        return tables.includes(table) && !mayWrite(path).includes(table) ? [`${verb}s ${table}`] : []
      },
    )
    if (byHand.test(path)) return written
    return [...written, ...matches(running, /`\s*(insert into|update \S+ set|delete from|truncate)\b/gi)]
  })

/** The name under which a table was imported: `marks as m` does not hide what is written. */
const realName = (source: string, given: string): string =>
  new RegExp(`\\b(\\w+) as ${given}\\b`).exec(source)?.[1] ?? given

/** Routes speak HTTP: what they know of the database is a scope to hand on. */
export const routesWithoutDatabase = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) =>
    /\/(routes|api)\.ts$/.test(path)
      ? matches(withoutComments(source), /\.db\b(?!\/)(?!\.ts)|\{[^{}]*\bdb\b[^{}]*\}\s*=/g)
      : [],
  )
