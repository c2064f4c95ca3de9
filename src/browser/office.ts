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
