import type { LocalDate } from '../calendar';

/** How the last word passed between a customer and the house; `theirs`: he wrote. */
export const CONTACT_WAYS = ['theirs', 'email', 'sms', 'push', 'call', 'letter'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

export interface Contact {
	readonly at: Date;
	readonly way: ContactWay;
}

/** In words of the house: the day, and how. */
export interface LastContact {
	readonly on: LocalDate;
	readonly way: ContactWay;
}

/** A letter is a letter, whoever carries it and whatever it costs. */
export const contactWay = (channel: string): ContactWay =>
	CONTACT_WAYS.find((way) => way === channel) ?? 'letter';

/** The one that was last; null where nobody ever wrote or called. */
export const latestContact = (all: readonly Contact[]): Contact | null =>
	all.reduce<Contact | null>((last, one) => (last && last.at >= one.at ? last : one), null);
