import type { Role } from '$lib/domain/access';
import type { Language } from '$lib/i18n/language';
import type { NewOrganisation } from '../../settings/create-organisation';
import type { ReasonWords } from './dispute-words';

/** [name, address, what its invoices ask for in days] */
export type Company = readonly [name: string, place: string];
/** [description, price of one including tax in minor units, usual quantities] */
export type Article = readonly [description: string, price: number, quantities: readonly number[]];

/** What the two organisations of the demo speak themselves; their customers may speak any language. */
export type DemoLanguage = Extract<Language, 'fr' | 'en'>;

/** Everything the demo needs to know about one of its two organisations. */
export interface Creditor {
	readonly seed: number;
	readonly slug: string;
	readonly organisation: NewOrganisation;
	readonly language: DemoLanguage;
	readonly currency: string;
	readonly people: Record<Role, { name: string; email: string; team: string }>;
	/** Colleagues who answer by link, without an account, by team. */
	readonly colleagues: Record<string, { name: string; email: string }>;
	readonly companies: readonly Company[];
	readonly firstNames: readonly string[];
	readonly lastNames: readonly string[];
	readonly articles: readonly Article[];
	readonly hero: { company: Company; contact: string; email: string; code: string };
	readonly words: Record<string, ReasonWords>;
	readonly invoiceNumber: (year: string, number: number) => string;
	readonly creditNoteNumber: (year: string, number: number) => string;
	readonly orderNumber: (number: number) => string;
}
