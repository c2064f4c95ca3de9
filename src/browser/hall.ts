import { startCeremony } from "./hall/ceremony.ts"
import { startRotation } from "./hall/rotation.ts"
import { keepAwake, tools } from "./hall/screen.ts"

// Without this a hall page is a roll of screens to scroll, and a ceremony goes from link to link.
const { hall, seconds } = document.body.dataset
keepAwake()
tools()
if (hall === "rotation") startRotation(Number(seconds) * 1000)
if (hall === "ceremony") startCeremony()
