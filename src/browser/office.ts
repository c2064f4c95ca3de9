// Office pages work without this. It keeps a double click from sending a form twice, and prints on request.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
  setTimeout(() => delete form.dataset.sent, 4000)
})

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
