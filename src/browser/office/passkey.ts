import { startAuthentication, startRegistration } from "@simplewebauthn/browser"

/** Makes or uses a passkey for what the server put into the button, and sends the answer with its form. */
async function ask(button: HTMLButtonElement): Promise<void> {
  const { form } = button
  const field = form?.elements.namedItem("response")
  if (!form || !(field instanceof HTMLInputElement)) return
  const problem = form.querySelector<HTMLElement>("[data-passkey-problem]")
  if (problem) problem.hidden = true
  try {
    const optionsJSON = JSON.parse(button.dataset.options ?? "{}")
    const start = button.dataset.passkey === "create" ? startRegistration : startAuthentication
    field.value = JSON.stringify(await start({ optionsJSON }))
    form.submit()
  } catch {
    if (problem) problem.hidden = false
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-passkey]")) {
  button.hidden = typeof PublicKeyCredential !== "function"
  button.addEventListener("click", () => ask(button))
}
