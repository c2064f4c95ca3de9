// The server counts with every save; here the number follows while somebody types, counted in the same way.
const segments = new Intl.Segmenter("zh-CN", { granularity: "grapheme" })

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLTextAreaElement) || !target.dataset.counted) return
  const line = document.querySelector(`[data-count-of="${target.name}"]`)
  const count = [...segments.segment(target.value.replace(/\s/gu, ""))].length
  if (line?.textContent) line.textContent = line.textContent.replace(/\d+/, String(count))
  line?.classList.toggle("over", count > Number(target.dataset.counted))
})
