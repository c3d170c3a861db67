import { isSameAddress } from '$lib/domain/same-address';
import type { DeskScope } from '../auth/scope';
import { contactsOf, customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { recipientsOf } from './recipients';

/** Whom a letter about the case reaches today; where it reaches nobody, who could be told instead. */
export async function toldToday(unit: Unit<DeskScope>, about: Case) {
	const contacts = await contactsOf(unit, about.customer.id);
	// A letter to an address that bounced is sent, and read by nobody.
	const bounced = contacts.filter(({ bouncedAt }) => bouncedAt !== null);
	const readers = (await recipientsOf(unit, about))
		.map(({ email }) => email)
		.filter((email) => !bounced.some((one) => isSameAddress(one.email, email)));
	const others = readers.length > 0 ? [] : contacts.filter((one) => !bounced.includes(one));
	const usual = (await customerById(unit, about.customer.id)).language;
	return {
		readers,
		instead: others.map(({ name, email, language }) => ({
			...{ name: name || email, email },
			language: language ?? usual
		}))
	};
}
