import { isLow } from '$lib/domain/disputes/satisfaction';
import type { DeskScope } from '../auth/scope';
import { contactsOf } from '../customers/queries';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { satisfactionOf } from './satisfaction';
import { satisfactionCallsOf } from './satisfaction-calls';

/** What the customer said after the case, and who called him about it; null while he has said nothing. */
export async function scoreForStaff(unit: Unit<DeskScope>, { dispute }: Case) {
	const score = await satisfactionOf(unit, dispute.id);
	if (!score) return null;
	const calls = await satisfactionCallsOf(unit, dispute.id);
	const isToCall = isLow(score) && !calls.some(({ reached }) => reached);
	return { ...score, calls, isToCall, phone: isToCall ? await phoneOf(unit, dispute) : '' };
}

/** Of whoever wrote, else the first there is. */
async function phoneOf(unit: Unit<DeskScope>, { customerId, raisedByEmail }: Case['dispute']) {
	const contacts = await contactsOf(unit, customerId);
	const own = contacts.find(({ email, phone }) => phone && email === raisedByEmail);
	return (own ?? contacts.find(({ phone }) => phone))?.phone ?? '';
}
