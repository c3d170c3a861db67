import { valuesOf, type RawMail } from './raw-mail';

/** Why nobody vouches for who wrote. */
export const UNVERIFIED = [
	'several_senders',
	'no_server_named',
	'not_checked',
	'check_failed'
] as const;
export type Unverified = (typeof UNVERIFIED)[number];

export type Sender =
	{ address: string; verified: true } | { address: string; verified: false; why: Unverified };

/**
 * Who wrote, and whether our own mail server vouches for it: one From with one mailbox, and a DMARC pass
 * for the very domain of that mailbox in the topmost Authentication-Results, which must be that server's.
 * `parsed` is the address as the parser reads it: where the two do not agree, nobody is believed.
 */
export function verifySender(
	mail: Pick<RawMail, 'headers'>,
	parsed: readonly string[],
	server: string | undefined
): Sender {
	const address = (parsed[0] ?? '').toLowerCase();
	const refuse = (why: Unverified): Sender => ({ address, verified: false, why });
	const [from = '', ...more] = valuesOf(mail, 'from');
	if (more.length > 0 || parsed.length !== 1 || plainAddressIn(from) !== address)
		return refuse('several_senders');
	if (!server) return refuse('no_server_named');
	const [topmost] = valuesOf(mail, 'authentication-results');
	if (!topmost || serverIn(topmost) !== server.toLowerCase()) return refuse('not_checked');
	const domain = address.slice(address.lastIndexOf('@') + 1);
	return passes(topmost, domain) ? { address, verified: true } : refuse('check_failed');
}

/** `Name <a@b>` or `a@b`, and nothing that could be read as two. */
function plainAddressIn(value: string): string | null {
	const found =
		/^(?:[^<>@]*|"[^"<>@]*"\s*)<([^<>\s@]+@[^<>\s@]+)>$|^([^<>\s@,;]+@[^<>\s@,;]+)$/.exec(
			value.trim()
		);
	return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null;
}

const serverIn = (results: string): string =>
	/^\s*([^\s;]+)/.exec(results)?.[1]?.toLowerCase() ?? '';

/** What is quoted or a comment may say anything: it is left out first. */
function passes(results: string, domain: string): boolean {
	const verdicts = spoken(results)?.split(';') ?? [];
	const dmarc = verdicts.filter((verdict) => /^\s*dmarc\s*=/i.test(verdict));
	if (dmarc.length !== 1 || !/^\s*dmarc\s*=\s*pass\b/i.test(dmarc[0]!)) return false;
	const checked = [...dmarc[0]!.matchAll(/\sheader\.from\s*=\s*([^\s;]*)/gi)].map(([, found]) =>
		found!.toLowerCase()
	);
	return checked.length === 1 && checked[0] === domain;
}

const OUTSIDE = /^(?:"(?:[^"\\]|\\.)*"|[^"(]+|.)/s;
const IN_COMMENT = /^(?:\\.|[^()\\]+|.)/s;

/**
 * The server's own words, read once from the left: a quotation mark in a comment opens no quotation, nor a
 * bracket in a quotation a comment. Null where one is never closed: nobody can say what is in it.
 */
function spoken(results: string): string | null {
	let words = '';
	let depth = 0;
	for (let rest = results; rest;) {
		const [token] = (depth > 0 ? IN_COMMENT : OUTSIDE).exec(rest)!;
		rest = rest.slice(token.length);
		if (token === '"' && depth === 0) return null;
		if (token === '(') depth++;
		else if (depth === 0) words += token.startsWith('"') ? plainIn(token) : token;
		else if (token === ')') depth--;
		// What stands around a comment is two words.
		if (token === ')') words += ' ';
	}
	return depth > 0 ? null : words;
}

/** A name somebody quoted without need. */
const plainIn = (quoted: string): string => /^"([\w.-]+)"$/.exec(quoted)?.[1] ?? ' ';
