import { actorOfAccount } from "#accounts/actors.ts"
import { connect } from "#db/connect.ts"
import type { Scope } from "#db/db.ts"
import { importPeople } from "#directory/people/bulk/commands.ts"
import type { PersonGiven } from "#directory/people/bulk/given.ts"
import { checkSignOf } from "#directory/people/identity-number.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { answering } from "./children.ts"

export type Import = { readonly url: string; readonly key: string; readonly turn: number; readonly count: number }

const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"]
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"]
const DAY = 86_400_000

/** Somebody whom nobody else is taken for: ten thousand birthdays, and on each another name and serial every turn. */
function personOf(at: number, turn: number): PersonGiven {
  const birthDate = new Date((at % 10_000) * DAY).toISOString().slice(0, 10)
  const nth = turn * 5 + Math.floor(at / 10_000)
  const serial = `${2 * nth}`.padStart(3, "0")
  const figures = `420106${birthDate.replaceAll("-", "")}${serial}`
  return {
    row: at + 2,
    name: `${surnames[at % 20]}${given[Math.floor(at / 20) % 20]}${given[nth % 20]}`,
    unit: 1,
    sex: "female",
    birthDate,
    identityKind: "resident_id",
    identityNumber: figures + checkSignOf(figures),
    phone: `138${String(10_000_000 + at)}`,
    identityClass: "industrial_worker",
    post: `bench ${turn}`,
  }
}

/** People per second that the app imports: judged, sealed, looked up and saved, with their order of names. */
async function importTurn({ url, key, turn, count }: Import): Promise<{ perSecond: number }> {
  const { db, close } = connect(url)
  const scope: Scope = { db, keys: keyringOf([key]), actor: { kind: "system", name: "bench" }, now: new Date() }
  const actor = await actorOfAccount(scope, 1)
  if (!actor) throw new Error("no officer")
  const rows = Array.from({ length: count }, (_, at) => personOf(at, turn))
  const began = performance.now()
  const done = await importPeople({ ...scope, actor }, rows)
  const spent = performance.now() - began
  await close()
  if (!done.ok || done.value.added !== count) throw new Error(`imported ${JSON.stringify(done).slice(0, 300)}`)
  return { perSecond: count / (spent / 1000) }
}

answering(importTurn)
