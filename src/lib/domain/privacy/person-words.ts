/** Somebody as he is found in what was written. */
export interface Known {
	names: readonly string[];
	addresses: readonly string[];
	phones: readonly string[];
}

/** What stands for him from now on. */
export interface Pseudonym {
	name: string;
	/** Made of this, one for each of his addresses; no mail can go there. */
	code: string;
}

/** What is looked for, and what is put in its place, in the words of PostgreSQL. */
export interface Replacement {
	pattern: string;
	mark: string;
	/** A number is none of an id or a date; a name of one word is one only where names stand, and as the whole of it. */
	found: 'anywhere' | 'number' | 'name';
}

/** A domain no mail can go to (RFC 2606). */
export const ERASED_DOMAIN = 'erased.invalid';
export const isErasedAddress = (email: string): boolean =>
	email.toLowerCase().endsWith(`@${ERASED_DOMAIN}`);

export const erasedAddress = (code: string, at: number): string =>
	`erased-${code}-${at + 1}@${ERASED_DOMAIN}`;

const PHONE_MARK = '•••';

/** Addresses first: a name may stand in one. */
export const replacementsOf = (
	{ names, addresses, phones }: Known,
	{ name: pseudonym, code }: Pseudonym
): Replacement[] => [
	...addresses.map((one, at) => ({
		...{ pattern: addressPattern(one), mark: erasedAddress(code, at) },
		found: 'anywhere' as const
	})),
	...phones
		.flatMap(phonePattern)
		.map((pattern) => ({ pattern, mark: PHONE_MARK, found: 'number' as const })),
	...longestFirst(names)
		.flatMap(namePatterns)
		.map((one) => ({ ...one, mark: pseudonym }))
];

const longestFirst = (names: readonly string[]): string[] =>
	[...names].sort((a, b) => b.length - a.length);

/** Also as a link writes it. */
const addressPattern = (email: string): string =>
	`(?<![\\w.+-])${[...email.trim()].map((sign) => (sign === '@' ? '(?:@|%40|&#64;)' : anyCase(sign))).join('')}(?![\\w-])`;

/** However it is grouped, with its country or without. Fewer digits are no number of somebody's. */
function phonePattern(phone: string): string[] {
	const digits = phone.replace(/\D/g, '').replace(/^0+/, '');
	if (digits.length < 7) return [];
	const own = digits.slice(-9);
	const grouped = [...own].join('[\\s.()/\\u00a0-]*');
	return [`(?<!\\d)(?:\\+?\\d{1,3}[\\s.()/\\u00a0-]*)?(?:\\(?0\\)?[\\s.-]*)?${grouped}(?!\\d)`];
}

/**
 * A name of two words or more wherever it stands, the other way round and by the surname behind a title too. One
 * word alone may be a word like others, or a code ("Billing").
 */
function namePatterns(name: string): Pick<Replacement, 'pattern' | 'found'>[] {
	const words = name.trim().split(/[\s\u00a0]+/);
	if (words.length < 2) return [{ pattern: written(name.trim()), found: 'name' }];
	const turned = [words.at(-1)!, ...words.slice(0, -1)];
	const surname = words.at(-1)!;
	const titled = surname.length > 2 ? [`(?<=${TITLES})${written(surname)}${END}`] : [];
	return [spaced(words), spaced(turned), ...titled].map((pattern) => ({
		pattern,
		found: 'anywhere'
	}));
}

const START = '(?<![\\w])';
const END = '(?![\\w])';
const SPACE = '(?:\\s|\\u00a0|&nbsp;)+';
const TITLES = '\\m(?:M\\.|Mr\\.?|Mme|Mlle|Mrs\\.?|Ms\\.?|Monsieur|Madame|Herr|Frau|Sr\\.|Sra\\.) ';

const spaced = (words: readonly string[]): string => START + words.map(written).join(SPACE) + END;

/** With or without its accents, in any case, its apostrophe as pages write it. */
const written = (word: string): string =>
	[...word].map((sign) => APOSTROPHES[sign] ?? anyCase(sign)).join('');

const APOSTROPHE = "(?:['’]|&#39;|&#x27;|&apos;|&rsquo;)";
const APOSTROPHES: Record<string, string> = {
	"'": APOSTROPHE,
	'’': APOSTROPHE,
	'-': '[- ]',
	'&': '(?:&amp;|&)',
	'"': '(?:\\\\?"|&quot;|&#34;)'
};

/** Not by the rules of a database, which knows the capitals of its own language. */
function anyCase(sign: string): string {
	const bare = sign.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
	const all = new Set([sign, bare].flatMap((one) => [one.toLowerCase(), one.toUpperCase()]));
	const single = [...all].filter((one) => [...one].length === 1);
	if (/^[\p{L}]$/u.test(sign)) return single.length > 1 ? `[${single.join('')}]` : sign;
	return sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
