// Where several are chosen from a list, one box ticks them all, and the button says how many are ticked.
for (const list of document.querySelectorAll<HTMLElement>("[data-choosing]")) {
  const whole = list.querySelector<HTMLInputElement>("[data-choose-all]")
  const boxes = [...list.querySelectorAll<HTMLInputElement>("[type=checkbox]:not([data-choose-all])")]
  const button = list.closest("form")?.querySelector<HTMLElement>("[data-chosen]")
  const plain = button?.textContent ?? ""
  const count = () => {
    const ticked = boxes.filter(({ checked }) => checked).length
    if (whole) whole.checked = ticked === boxes.length
    if (whole) whole.indeterminate = ticked > 0 && ticked < boxes.length
    if (button) button.textContent = ticked > 0 ? (button.dataset.chosen ?? "").replace(/\d+/, String(ticked)) : plain
  }
  whole?.parentElement?.removeAttribute("hidden")
  list.addEventListener("change", ({ target }) => {
    if (whole && target === whole) for (const box of boxes) box.checked = whole.checked
    count()
  })
  // Back on this page, a browser ticks again what was ticked.
  addEventListener("pageshow", count)
}
