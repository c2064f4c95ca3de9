/** Whether a text holds something like a number of an identity paper or a phone: what is written into the trail stays. */
export const holdsNumber = (text: string): boolean =>
  /\d[\dX]{6,}/i.test(text.normalize("NFKC").replace(/[\s\-.]/g, ""))
