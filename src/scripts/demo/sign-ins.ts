import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Card } from "./judging.ts"
import { demoPassword, demoStaff } from "./people.ts"

const roles: Readonly<Record<string, string>> = {
  admin: "administrator         系统管理员（市总）",
  directory: "administrator         系统管理员（机械冶金工会）",
  contest: "contest officer       赛务人员",
  contest2: "second contest officer (witness)",
  honours: "honours officer       评选办",
  auditor: "auditor               审计",
  lathe: "unit operator         单位经办人（澜江机床）",
  power: "unit operator         单位经办人（东山电检）",
}

/** Keeps the judges' codes beside the demo's data: the database has only their hashes. */
export function keepCards(dataDir: string, cards: readonly Card[] | undefined): readonly Card[] {
  const path = join(dataDir, "judges.json")
  if (cards) writeFileSync(path, JSON.stringify(cards))
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Card[]) : []
}

const isMember = ({ role }: Card): boolean => role === "chair" || role === "member"

/** What the demo prints: where to look, and a sign-in for each role. */
export function signIns(origin: string, cards: readonly Card[], hall: readonly string[]): string {
  const [members, judges] = [cards.filter(isMember), cards.filter((card) => !isMember(card))]
  const staff = ["admin", ...demoStaff.map(({ username }) => username)]
  return [
    "",
    `  Laurel 桂冠  the city of Lanjiang (澜江市), which does not exist`,
    "",
    `  Public      ${origin}/            (English: ${origin}/?lang=en)`,
    `  Work        ${origin}/sign-in`,
    ...staff.map((name) => `                ${name.padEnd(10)} ${roles[name] ?? ""}`),
    `                password for all: ${demoPassword}`,
    `  Judges      ${origin}/judge/     (the plumbers' contest is being judged now)`,
    ...judges.map(({ alias, role, code }) => `                ${code}  ${alias}  ${role.replace("_", " ")}`),
    ...hall,
    `  Committee   ${origin}/manage/reviews/sign-in     (craftsmen are being scored now)`,
    ...members.map(({ alias, role, code }) => `                ${code}  ${alias}  ${role}`),
    "",
    "  npm run demo -- --reset begins anew. Ctrl+C stops.",
    "",
  ].join("\n")
}
