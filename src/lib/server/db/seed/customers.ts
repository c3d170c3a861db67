import { addDays } from '$lib/domain/calendar';
import type { ContactRole } from '$lib/domain/dunning/contact-role';
import { ROLES } from '$lib/domain/access';
import type { Company } from './creditor';
import { keyAccountsOf } from './key-accounts';
import { instantAt } from './moments';
import type { Sketch } from './sketch';

/** How fast a customer pays. */
export type Habit = 'prompt' | 'slow' | 'late' | 'stuck';

export interface DraftCustomer {
	readonly id: string;
	readonly name: string;
	/** Position in the list; the first is the hero of the demo. */
	readonly index: number;
	readonly habit: Habit;
	readonly terms: string;
	readonly directDebit: boolean;
	readonly contacts: { id: string; name: string; email: string; bounced: boolean }[];
}

/** Customers every screen needs one of, by position in the list. */
export const DIRECT_DEBIT = 4;
const WITHOUT_CONTACT = 6;
const BOUNCING = 8;
export const IN_DISPUTE = 10;
export const PAYMENT_ANNOUNCED = 12;
/** Large ones, who are reminded more gently. */
const KEY_ACCOUNTS: readonly number[] = [1, 3, 9, 13];

const HABITS: readonly Habit[] = [
	'slow',
	'prompt',
	'late',
	'prompt',
	'prompt',
	'slow',
	'prompt',
	'late',
	'stuck',
	'prompt'
];
const TERMS = [
	'30 days',
	'30 days',
	'45 days end of month',
	'30 days end of month',
	'60 days'
] as const;

export function addPeople(sketch: Sketch, passwordHash: string): void {
	for (const role of ROLES) {
		const { team, ...person } = sketch.creditor.people[role];
		const { language } = sketch.creditor;
		const createdAt = sketch.unit.now;
		const id = sketch.add('user', { ...person, role, team, language, passwordHash, createdAt });
		sketch.colleagues[role] = { id, ...person };
	}
}

export const addCustomers = (sketch: Sketch): DraftCustomer[] =>
	[sketch.creditor.hero.company, ...sketch.creditor.companies].map((company, index) =>
		addCustomer(sketch, company, index)
	);

function addCustomer(sketch: Sketch, [name, place]: Company, index: number): DraftCustomer {
	const { creditor, unit, random } = sketch;
	const directDebit = index === DIRECT_DEBIT;
	const id = sketch.add('customer', {
		code: `C${1000 + index}`,
		name,
		country: creditor.organisation.country,
		language: creditor.language,
		address: place.replace(', ', '\n'),
		customerGroup: KEY_ACCOUNTS.includes(index) ? keyAccountsOf(creditor) : '',
		directDebit,
		collectorId: sketch.colleagues.collector.id,
		createdAt: instantAt(addDays(unit.today, -random.int(380, 1500)), 600, unit.scope.timeZone)
	});
	const habit = index === IN_DISPUTE ? 'late' : (HABITS[index % HABITS.length] ?? 'prompt');
	const terms = index === 0 ? '30 days' : random.pick(TERMS);
	return {
		id,
		name,
		index,
		habit,
		terms,
		directDebit,
		contacts: addContacts(sketch, id, name, index)
	};
}

function addContacts(sketch: Sketch, customerId: string, company: string, index: number) {
	const { hero, firstNames, lastNames } = sketch.creditor;
	if (index === WITHOUT_CONTACT) return [];
	if (index === 0)
		return [addContact(sketch, customerId, hero.contact, hero.email, 'collections', false)];
	const roles: ContactRole[] = sketch.random.chance(0.4) ? ['billing', 'collections'] : ['billing'];
	return roles.map((role) => {
		const name = `${sketch.random.pick(firstNames)} ${sketch.random.pick(lastNames)}`;
		const email = `${asAddress(name, '.')}@${asAddress(company, '-')}.example`;
		return addContact(sketch, customerId, name, email, role, index === BOUNCING);
	});
}

function addContact(
	sketch: Sketch,
	customerId: string,
	name: string,
	email: string,
	role: ContactRole,
	bounced: boolean
) {
	const { unit, creditor } = sketch;
	const at = (daysAgo: number) =>
		instantAt(addDays(unit.today, -daysAgo), 620, unit.scope.timeZone);
	const id = sketch.add('contact', {
		customerId,
		name,
		email,
		phone: phoneOf(sketch),
		role,
		language: creditor.language,
		bouncedAt: bounced ? at(9) : null,
		createdAt: at(370)
	});
	return { id, name, email, bounced };
}

/** Numbers both countries reserve for fiction. */
const phoneOf = ({ creditor, random }: Sketch): string =>
	creditor.organisation.country === 'FR'
		? `04 65 71 ${random.int(10, 99)} ${random.int(10, 99)}`
		: `01632 960${random.int(100, 999)}`;

const asAddress = (text: string, separator: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, separator)
		.replace(/^\W+|\W+$/g, '');
