/** 256 bits, base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text may be the token of a link, or the secret of a mail, at all. */
export const isToken = (text: string): boolean => TOKEN.test(text);
