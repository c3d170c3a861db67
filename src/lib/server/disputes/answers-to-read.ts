import type { PortalScope } from '../auth/scope';
import { fromInside } from '../auth/from-inside';
import type { Unit } from '../db/client';
import { askedOfCustomers } from './asked-of-customers';

/** Of these cases, those that wait for an answer which came by mail and which we have not read, and since when: a link sees no mail. */
export async function answersToRead(
	unit: Unit<PortalScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Date>> {
	const asked = await fromInside(unit, (beside) => askedOfCustomers(beside, ids));
	return new Map(
		[...asked].flatMap(([id, { unreadSince }]) => (unreadSince ? [[id, unreadSince] as const] : []))
	);
}
