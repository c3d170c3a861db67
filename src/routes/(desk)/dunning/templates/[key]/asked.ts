import { TONES, type Tone } from '$lib/domain/dunning/scenario';
import { TEMPLATE_LANGUAGES } from '$lib/domain/dunning/check-template';
import { LAYOUTS } from '../../layouts';

/** What the editor shows is in its address: tone, customer, and how the preview looks. */
export interface Asked {
	tone: Tone;
	customer: string;
	as: (typeof LAYOUTS)[number];
	in: (typeof TEMPLATE_LANGUAGES)[number];
}

export function askedOf({ searchParams }: URL, reader: 'fr' | 'en'): Asked {
	const one = <T extends string>(name: string, known: readonly T[], otherwise: T): T =>
		known.find((each) => each === searchParams.get(name)) ?? otherwise;
	return {
		tone: one('tone', TONES, 'neutral'),
		customer: (searchParams.get('customer') ?? '').trim().slice(0, 200),
		as: one('as', LAYOUTS, 'desktop'),
		in: one('in', TEMPLATE_LANGUAGES, reader)
	};
}

/** The same page with something else looked at. */
export const addressWith = (asked: Asked, change: Partial<Asked> = {}): string =>
	`?${queryOf({ ...asked, ...change })}`;

export const queryOf = (asked: Asked): string => new URLSearchParams({ ...asked }).toString();
