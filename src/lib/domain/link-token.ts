/** 256 bits, base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text may be the token of a link, or the secret of a mail, at all. */
export const isToken = (text: string): boolean => TOKEN.test(text);

/**
 * The token in a text as mail programs and people copy it: with a line break inside, with the full stop or
 * the bracket around it. No letter is guessed. Null where there is none, or where the text is the token itself.
 */
export function tokenCopiedIn(text: string): string | null {
	const own = text.replace(BLANK, '').replace(BEFORE, '').replace(AFTER, '');
	return own !== text && isToken(own) ? own : null;
}

/** Space, line break, and what no eye sees. */
const BLANK = /[\s\u00AD\u200B-\u200D\u2060]+/gu;
/** Never in a token. */
const BEFORE = /^[<([{"'«‹“„‘]+/u;
const AFTER = /[.,;:!?…>)\]}"'»›”“’*|\\]+$/u;
