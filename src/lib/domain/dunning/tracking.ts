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

/** In the groups of the label. */
export const shownTracking = (number: string): string =>
	/^\d[A-Z]\d{11}$/.test(number)
		? number.replace(/^(..)(...)(...)(....)(.)$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5')
		: number;

const compact = (typed: string): string => typed.replace(/[\s.-]/g, '').toUpperCase();

const isLaPoste = (number: string): boolean => LA_POSTE.some((shape) => shape.test(number));
