import { decoded } from "#lib/decoded.ts"

/** Fills in the code that a scanned link carries behind its `#`, and takes it out of the address. */
export function fillCode(): void {
  const code = document.querySelector<HTMLFormElement>("[data-code-form]")?.elements.namedItem("code")
  if (!(code instanceof HTMLInputElement) || location.hash.length <= 1) return
  code.value = decoded(location.hash.slice(1)) ?? ""
  history.replaceState(null, "", location.pathname)
  code.form?.querySelector("button")?.focus()
}
