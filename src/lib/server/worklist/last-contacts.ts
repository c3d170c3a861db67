import { localDateAt } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import {
	contactWay,
	latestContact,
	type Contact,
	type LastContact
} from '$lib/domain/worklist/last-contact';
import type { DeskScope } from '../auth/scope';
import { customersByCode } from '../customers/intake-queries';
import { lastCalls } from '../customers/last-calls';
import { lastSaid } from '../customers/last-said';
import type { Unit } from '../db/client';
import { lastSent } from '../delivery/last-sent';
import { lastRaised } from '../disputes/last-raised';
import { lastWords } from '../disputes/last-words';
import { lastByHand } from '../dunning/last-by-hand';
import { lastSpoken } from '../dunning/last-spoken';
import { lastMails } from '../inbound/last-mails';
import { lastMade } from '../promises/last-made';

/** Of each of these customers, by code, when he was last written to, called or heard of. */
export async function lastContacts(
	unit: Unit<DeskScope>,
	codes: readonly string[]
): Promise<Map<string, LastContact>> {
	const customers = [...(await customersByCode(unit, codes)).values()];
	const contacts = await contactsOf(
		unit,
		customers.map(({ id }) => id)
	);
	return new Map(
		customers.flatMap(({ id, code }) => {
			const last = latestContact(contacts.get(id) ?? []);
			const on = last && localDateAt(last.at, unit.scope.timeZone);
			return on ? [[code, { on, way: last.way }] as const] : [];
		})
	);
}

async function contactsOf(unit: Unit<DeskScope>, ids: readonly string[]) {
	if (ids.length === 0) return new Map<string, Contact[]>();
	const ours: Found[] = [
		...(await lastSent(unit, ids)),
		...(await lastByHand(unit, ids)),
		...(await lastSpoken(unit, ids)),
		...(await lastCalls(unit, ids))
	];
	const theirs: Found[] = [
		...(await lastSaid(unit, ids)),
		...(await lastMade(unit, ids)),
		...(await lastRaised(unit, ids)),
		...(await lastWords(unit, ids)),
		...(await lastMails(unit, ids))
	];
	const found = [...ours, ...theirs].flatMap(({ customerId, at, way = 'theirs' }) =>
		customerId && at ? [{ customerId, at, way: contactWay(way) }] : []
	);
	return groupBy(found, ({ customerId }) => customerId);
}

interface Found {
	customerId: string | null;
	at: Date | null;
	way?: string;
}
