import { afterAll } from "vitest"
import { closeOpened } from "./database.ts"

afterAll(closeOpened)
