import type { Browser } from "./app.ts"

/** Sends a file as the form of a page would. */
export function sendFile(browser: Browser, path: string, bytes: Uint8Array | string, name = "people.csv") {
  const body = new FormData()
  body.append("sheet", new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name))
  return browser.ask(path, { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } })
}
