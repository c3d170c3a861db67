export const MINIMUM_LENGTH = 12;
export const MAXIMUM_LENGTH = 200;

export type PasswordFault = 'password_short' | 'password_guessed';

/** What is wrong with a new password; length counts, not which signs it holds. */
export function passwordFault(
	password: string,
	person: { email: string; name: string }
): PasswordFault | null {
	if ([...password].length < MINIMUM_LENGTH) return 'password_short';
	return isGuessed(password.toLowerCase(), person) ? 'password_guessed' : null;
}

/** One sign or a short piece over and over, signs in a row, or what everybody knows of the person. */
function isGuessed(password: string, { email, name }: { email: string; name: string }): boolean {
	const letters = password.replace(/[\s._-]/g, '');
	const known = [email, email.split('@')[0]!, name].map((text) =>
		text.toLowerCase().replace(/[\s._-]/g, '')
	);
	return (
		/^(.{1,4})\1+.?$/u.test(letters) ||
		isInARow(letters) ||
		known.includes(letters) ||
		isOfPerson(lettersOf(password), { email, name })
	);
}

/** Nothing but pieces of his name and address, in whatever order and as often as it may be; figures between them hide nothing. */
function isOfPerson(letters: string, { email, name }: { email: string; name: string }): boolean {
	const [local = '', domain = ''] = email.split('@');
	const house = piecesOf(domain);
	const all = [...piecesOf(name), ...piecesOf(local), ...house];
	return isMadeOf(letters, all) && !isMadeOf(letters, house);
}

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
const lettersOf = (text: string): string => plain(text).replace(/[^\p{L}]/gu, '');
const piecesOf = (text: string): string[] =>
	plain(text)
		.split(/[^\p{L}]+/u)
		.filter((piece) => piece.length > 1);

/** Each place that pieces put one after the other can reach. */
function isMadeOf(text: string, pieces: readonly string[]): boolean {
	const reached = new Set([0]);
	for (const place of reached)
		for (const piece of pieces)
			if (text.startsWith(piece, place)) reached.add(place + piece.length);
	return text !== '' && reached.has(text.length);
}

const ROWS =
	'01234567890123456789 abcdefghijklmnopqrstuvwxyz azertyuiopqsdfghjklm qwertyuiopasdfghjkl';
const isInARow = (text: string): boolean => ROWS.includes(text);
