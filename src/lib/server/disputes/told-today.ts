import type { DeskScope } from '../auth/scope';
import { contactsOf, customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { recipientsOf } from './recipients';

/** Whom a letter about the case reaches today; where it reaches nobody, who could be told instead. */
export async function toldToday(unit: Unit<DeskScope>, about: Case) {
	const readers = (await recipientsOf(unit, about)).map(({ email }) => email);
	const others = readers.length > 0 ? [] : await contactsOf(unit, about.customer.id);
	const usual = (await customerById(unit, about.customer.id)).language;
	return {
		readers,
		instead: others.map(({ name, email, language }) => ({
			...{ name: name || email, email },
			language: language ?? usual
		}))
	};
}
