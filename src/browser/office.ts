import "./office/choosing.ts"
import "./office/counting.ts"
import "./office/live.ts"
import "./office/passkey.ts"

// Office pages work without this. It keeps a double click from sending a form twice, and prints on request.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
  if (form.dataset.busy) sayBusy(form, form.dataset.busy)
  setTimeout(() => delete form.dataset.sent, 4000)
})

// What takes more than a moment says so until the next page comes; back on this page, it has been taken away again.
function sayBusy(form: HTMLFormElement, text: string) {
  const line = document.createElement("p")
  line.className = "busy"
  line.setAttribute("role", "status")
  line.append(document.createElement("progress"), text)
  form.append(line)
  addEventListener("pageshow", () => line.remove(), { once: true })
}

document.addEventListener("click", (event) => {
  if ((event.target as HTMLElement).closest("[data-print]")) window.print()
})

document.getElementById("problems")?.focus()

// Parts that were opened stay open when the form is shown again: each tells its own field.
document.addEventListener(
  "toggle",
  ({ target }) => {
    const field = (target as HTMLElement).parentElement?.querySelector<HTMLInputElement>(":scope > [data-open]")
    if (field) field.value = (target as HTMLDetailsElement).open ? "yes" : ""
  },
  true,
)

// Staying signed in needs no new window here: any page that is asked for does it, and the warning begins anew.
document.addEventListener("click", async (event) => {
  const stay = (event.target as HTMLElement).closest<HTMLAnchorElement>("[data-stay]")
  if (!stay) return
  event.preventDefault()
  const answer = await fetch(stay.href)
  const place = stay.closest("div")
  if (!answer.ok || answer.redirected) return location.assign(stay.href)
  place?.replaceWith(place.cloneNode(true))
})
