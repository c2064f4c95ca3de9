import { SMTPServer } from "smtp-server"
import { afterAll, expect, test } from "vitest"
import { isAddress, maskAddress } from "#mail/mailer.ts"
import { smtpMailer } from "#mail/smtp.ts"
import { mailServer } from "../support/mail.ts"

const server = await mailServer()
afterAll(server.close)

test("a mail arrives as plain text, from us, to one address", async () => {
  const mailer = smtpMailer(server.url, "桂冠 <laurel@jiangcheng.example>")
  await mailer.send({ to: "wang@example.cn", subject: "江城市总工会账号邀请", text: "王芳：\n\n请打开 http://x/\n" })
  mailer.close()
  const [mail] = server.taken
  expect(mail?.to).toEqual(["wang@example.cn"])
  expect(mail?.from).toBe("laurel@jiangcheng.example")
  expect(mail?.subject).toBe("江城市总工会账号邀请")
  expect(mail?.text).toContain("王芳：")
  expect(mail?.raw).toContain("Auto-Submitted: auto-generated")
})

test("a text with a line break is no address, and adds no other recipient", () => {
  for (const text of ["a@b.cn\nbcc: c@d.cn", "a@b.cn,c@d.cn", "a b@c.cn", "a@", "@b", "<a@b.cn>", "a@b..cn", ""])
    expect([text, isAddress(text)]).toEqual([text, false])
  for (const text of ["wang@example.cn", "王芳@例子.中国", "w.f+1@mail.example.cn"]) expect(isAddress(text)).toBe(true)
  expect(maskAddress("wang@example.cn")).toBe("w***@example.cn")
})

test("a server that refuses makes the sending fail", async () => {
  const refusing = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_, __, done) => done(new Error("unknown")),
  })
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve))
  const { port } = refusing.server.address() as { port: number }
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, "laurel@jiangcheng.example")
  await expect(mailer.send({ to: "nobody@example.cn", subject: "x", text: "x" })).rejects.toThrow()
  mailer.close()
  await new Promise<void>((resolve) => refusing.close(() => resolve()))
})
