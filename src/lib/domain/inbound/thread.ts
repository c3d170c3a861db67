import { valuesOf, type RawMail } from './raw-mail';

/** What may prove that somebody answers one of our mails; nothing here is believed before its secret is checked. */
export interface ThreadMarks {
	/** Of addresses `r+<token>@…`, where the mail was delivered to. */
	tokens: readonly string[];
	/** Message-IDs it names as answered, without their brackets, the nearest first. */
	answered: readonly string[];
}

/** A subject is not looked at: whoever types a reference there proves nothing. */
export function threadMarks(
	mail: Pick<RawMail, 'headers'>,
	{ domain, recipients }: { domain: string | undefined; recipients: readonly string[] }
): ThreadMarks {
	const delivered = [...recipients, ...DELIVERED_TO.flatMap((name) => valuesOf(mail, name))];
	const answers = valuesOf(mail, 'in-reply-to').flatMap(idsIn);
	const references = valuesOf(mail, 'references').flatMap(idsIn).reverse();
	return {
		tokens: domain ? firstOf(delivered.flatMap((text) => tokensIn(text, domain))) : [],
		answered: firstOf([...answers, ...references])
	};
}

/** Where servers write whom they delivered to; the last two are the sender's own words, and a token is a secret all the same. */
const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];

/** Names in one header may be many: none of them is asked about for ever. */
const MOST = 50;
const firstOf = (found: readonly string[]): string[] => [...new Set(found)].slice(0, MOST);

const idsIn = (value: string): string[] =>
	[...value.slice(0, 20_000).matchAll(/<([^<>\s]{3,250})>/g)].map(([, id]) => id!);

function tokensIn(text: string, domain: string): string[] {
	const found = text
		.slice(0, 20_000)
		.matchAll(/(?:^|[<\s,:;"'])r\+([a-z0-9]{20,62})@([a-z0-9.-]+)/gi);
	return [...found]
		.filter(([, , host]) => host!.toLowerCase() === domain.toLowerCase())
		.map(([, token]) => token!.toLowerCase());
}
