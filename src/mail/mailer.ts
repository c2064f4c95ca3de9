/** A letter in plain text: nothing in it is loaded from anywhere, and no address but the recipient's stands in it. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** Hands a mail to whoever delivers it; throws where that fails. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> }

/** Whether a text can be an address: the server that gets the mail says the rest. */
export const isAddress = (text: string): boolean =>
  /^[^\s@<>,;:"()[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u.test(text) && !text.includes("..")

/** `l***@example.cn`: enough to know one's own again. */
export const maskAddress = (address: string): string => address.replace(/^(.)[^@]*/u, "$1***")
