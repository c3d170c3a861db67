import { TONES, type Tone } from '$lib/domain/dunning/scenario';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import { LAYOUTS } from '../../layouts';

/** What the editor shows is in its address: tone, customer, and how the preview looks. */
export interface Asked {
	tone: Tone;
	customer: string;
	as: (typeof LAYOUTS)[number];
	in: Language;
}

export function askedOf({ searchParams }: URL, reader: Language): Asked {
	const one = <T extends string>(name: string, known: readonly T[], otherwise: T): T =>
		known.find((each) => each === searchParams.get(name)) ?? otherwise;
	return {
		tone: one('tone', TONES, 'neutral'),
		customer: customerIn(searchParams.get('customer')),
		as: one('as', LAYOUTS, 'desktop'),
		in: one('in', LANGUAGES, reader)
	};
}

export const customerIn = (typed: unknown): string =>
	String(typed ?? '')
		.trim()
		.slice(0, 200);

/** The same page with something else looked at. */
export const addressWith = (asked: Asked, change: Partial<Asked> = {}): string =>
	`?${queryOf({ ...asked, ...change })}`;

export const queryOf = (asked: Asked): string => new URLSearchParams({ ...asked }).toString();

/** A place of this page and no other, as a button of the editor names it. */
export function placeOf(to: string, from: URL, reader: Language): { asked: Asked; hash: string } {
	const target = URL.canParse(to, from) ? new URL(to, from) : from;
	return {
		asked: askedOf(target, reader),
		hash: /^#[a-z-]+$/.test(target.hash) ? target.hash : ''
	};
}
