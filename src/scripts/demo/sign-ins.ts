import { demoPassword, demoStaff } from "./people.ts"

/** What the demo prints: where to look, and a sign-in for each role. */
export function signIns(origin: string, dataDir: string): string {
  const staff = ["admin", ...demoStaff.map(({ username }) => username)]
  return [
    `Laurel 桂冠 demo city  ${origin}`,
    `Sign in at ${origin}/sign-in as ${staff.join(", ")} with ${demoPassword}`,
    `Data in ${dataDir}`,
  ].join("\n")
}
