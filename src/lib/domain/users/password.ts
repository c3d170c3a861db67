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
	return /^(.{1,4})\1+.?$/u.test(letters) || isInARow(letters) || known.includes(letters);
}

const ROWS =
	'01234567890123456789 abcdefghijklmnopqrstuvwxyz azertyuiopqsdfghjklm qwertyuiopasdfghjkl';
const isInARow = (text: string): boolean => ROWS.includes(text);
