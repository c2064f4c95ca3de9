import type { C } from "#http/env.ts"
import { securityHeaders } from "#http/security.ts"
import { sha256 } from "#lib/hash.ts"
import type { View } from "#render/template.ts"
import { signInPage } from "./pages.ts"

const made = new WeakMap<View["asset"], string>()

/**
 * What a tablet's worker begins with: the addresses of all that its screens load, as a screen asks for them, and the
 * headers of our pages. It changes with every one of those files, and so does the worker.
 */
export function workerScript(c: C): string {
  const { view, render } = c.var
  const known = made.get(view.asset)
  if (known) return known
  const assets: Record<string, string> = {}
  const asset = (name: string) => {
    assets[name] = view.asset(name)
    return view.asset(name)
  }
  render({ ...view, asset }, signInPage, { code: "", problems: [] })
  const worker = view.asset("build/worker.js")
  const version = sha256(JSON.stringify([assets, worker])).slice(0, 12)
  const shell = JSON.stringify({ version, assets, headers: securityHeaders })
  const script = `self.laurel=${shell};importScripts(${JSON.stringify(worker)})\n`
  made.set(view.asset, script)
  return script
}
