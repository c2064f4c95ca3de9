import { pressed } from "./value.ts"

/** Lets fingers write into the field in place of the device's own keyboard; `typed` hears of every key. */
export function keypad(form: HTMLFormElement, input: HTMLInputElement, typed: () => void): void {
  const pad = form.querySelector<HTMLElement>("[data-keypad]")
  if (!pad) return
  pad.hidden = false
  input.inputMode = "none"
  const { step = "", min = "", max = "" } = pad.dataset
  let fresh = true
  pad.addEventListener("click", (event) => {
    const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key
    if (!key) return
    // The first figure replaces the mark that was there: nobody means to write 88.5 by typing 8 on 8.5.
    const from = fresh && /^[\d.]$/.test(key) ? "" : input.value
    fresh = false
    input.value = pressed(from, key, { step, min, max })
    for (const one of pad.querySelectorAll("[aria-pressed]"))
      one.setAttribute("aria-pressed", String(one.getAttribute("data-key") === `=${input.value}`))
    typed()
  })
}
