import { isToCall } from '$lib/domain/disputes/satisfaction';
import { holderOf } from '../auth/link-queries';
import { isSameAddress } from '$lib/domain/same-address';
import type { DeskScope } from '../auth/scope';
import { contactsOf } from '../customers/queries';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { satisfactionOf } from './satisfaction';
import { satisfactionCallsOf } from './satisfaction-calls';

/** What the customer said after the case, and who called him about it; null while he has said nothing. */
export async function scoreForStaff(unit: Unit<DeskScope>, { dispute }: Case) {
	const found = await satisfactionOf(unit, dispute.id);
	if (!found) return null;
	const { linkId, ...score } = found;
	const calls = (await satisfactionCallsOf(unit, dispute.id)).map(
		({ idempotencyKey: _key, ...call }) => call
	);
	const isWaiting = isToCall(score, calls);
	return {
		...{ ...score, calls, isToCall: isWaiting },
		call: isWaiting ? await whomToCall(unit, dispute, linkId) : null
	};
}

/** Whoever gave it, else whoever raised the case, else the first with a number; null when there is none. */
async function whomToCall(
	unit: Unit<DeskScope>,
	{ customerId, raisedByEmail }: Case['dispute'],
	linkId: string | null
) {
	const contacts = (await contactsOf(unit, customerId)).filter(({ phone }) => phone);
	const rater = linkId ? await holderOf(unit, linkId) : null;
	const found =
		contacts.find(({ id }) => id === rater?.contactId) ??
		contacts.find(({ email }) => isSameAddress(email, raisedByEmail)) ??
		contacts[0];
	return found ? { name: found.name, phone: found.phone } : null;
}
