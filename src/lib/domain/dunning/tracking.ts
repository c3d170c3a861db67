/** Longer is no number of any carrier. */
export const LONGEST_TRACKING = 40;

/**
 * La Poste, as printed on its labels: an international number of the Universal Postal Union (S10)
 * given out in France, a French registered letter, or one of fifteen digits bought on line.
 */
const LA_POSTE = [/^[A-Z]{2}\d{9}FR$/, /^\d[A-Z]\d{11}$/, /^8[67]\d{13}$/];

/** As it is kept: the spaces of a La Poste number are for the eye, those of another carrier may mean something. */
export function readTracking(typed: string): string {
	const plain = compact(typed);
	return isLaPoste(plain) ? plain : typed.replace(/\s+/g, ' ').trim();
}

/** Where its way can be followed; null when we do not know whose number it is. */
export const trackingLink = (number: string): string | null =>
	isLaPoste(number) ? `https://www.laposte.fr/outils/suivre-vos-envois?code=${number}` : null;

/** Why a number is worth a second look at the label; null when it has a form we know. */
export function trackingDoubt(number: string): 'shape' | 'digit' | null {
	const plain = compact(number);
	if (S10.test(plain)) return hasRightCheckDigit(plain) ? null : 'digit';
	return isLaPoste(plain) ? null : 'shape';
}

/** UPU standard S10: two letters, eight digits, a check digit, the country that gave it out. */
const S10 = /^[A-Z]{2}\d{9}[A-Z]{2}$/;
/** S10, “check digit”: the eight digits weighted, modulo 11, taken from 11; 10 becomes 0 and 11 becomes 5. */
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

function hasRightCheckDigit(number: string): boolean {
	const digits = [...number.slice(2, 11)].map(Number);
	const sum = WEIGHTS.reduce((total, weight, at) => total + weight * digits[at]!, 0);
	const rest = 11 - (sum % 11);
	return digits[8] === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
}

/** In the groups of the label. */
export const shownTracking = (number: string): string =>
	/^\d[A-Z]\d{11}$/.test(number)
		? number.replace(/^(..)(...)(...)(....)(.)$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5')
		: number;

const compact = (typed: string): string => typed.replace(/[\s.-]/g, '').toUpperCase();

const isLaPoste = (number: string): boolean => LA_POSTE.some((shape) => shape.test(number));
