export interface Mentionable {
	readonly id: string;
	readonly name: string;
}

/**
 * Whom a note calls: those who were ticked, and those whose whole name follows an `@`, however it is written. Of two
 * people of one name nobody is meant until one of them is ticked.
 */
export function mentionedIn(
	body: string,
	people: readonly Mentionable[],
	ticked: readonly string[] = []
): string[] {
	const called = callsIn(plain(body)).flatMap((rest) => calledBy(rest, people) ?? []);
	return people.map(({ id }) => id).filter((id) => ticked.includes(id) || called.includes(id));
}

/** The longest name wins: of "Ana" and "Ana Petit", "@Ana Petit" is the second. */
function calledBy(rest: string, people: readonly Mentionable[]): string | undefined {
	const found = people.filter(({ name }) => begins(rest, plain(name)));
	const longest = Math.max(0, ...found.map(({ name }) => plain(name).length));
	const meant = found.filter(({ name }) => plain(name).length === longest);
	return meant.length === 1 ? meant[0]!.id : undefined;
}

/** What follows each `@` that begins a word: an e-mail address calls nobody. */
const callsIn = (text: string): string[] =>
	[...text.matchAll(/(?<![\p{L}\p{N}._+-])@/gu)].map(({ index }) => text.slice(index + 1));

const begins = (rest: string, name: string): boolean =>
	name !== '' && rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length));

/** Without accents, capitals and the kind of its spaces. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[\s\u00a0\u202f]+/g, ' ')
		.trim();
