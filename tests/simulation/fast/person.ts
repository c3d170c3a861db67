import { announce } from './engine';
import type { SimNotice } from './store';
import { instantIn, type Place } from './worker';

/** Somebody works through the steps that wait for a person. */
export function person(place: Place): void {
	for (const notice of place.store.notices)
		if (notice.status === 'to_confirm' && place.random.chance(0.5)) handle(place, notice);
}

function handle(place: Place, notice: SimNotice): void {
	const { store, random, world } = place;
	const at = instantIn(place);
	if (random.chance(0.2))
		Object.assign(notice, { status: 'cancelled', isSkipped: true, closedOn: at.today });
	else if (notice.channel === 'email') {
		notice.status = 'planned';
		announce(
			store,
			world.customers.find(({ id }) => id === notice.customerId)!,
			notice,
			at
		);
	} else {
		Object.assign(notice, { status: 'done', closedOn: at.today });
		const { customerId, leaderInvoiceId, stepKey, position } = notice;
		store.journal.visits.push({ customerId, leaderInvoiceId, stepKey, position, on: at.today });
	}
}
