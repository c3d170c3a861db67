import type { IsOurs } from '$lib/domain/inbound/reply-text';
import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addressIn } from '../delivery/address';
import { env } from '../env';
import { organisationOf, usersOf } from '../settings/queries';

/** Where our mail comes from and is answered to: its own addresses, those of the house and of its people. */
export async function ourAddresses(unit: Unit<InsideScope>): Promise<IsOurs> {
	const { MAIL_FROM, INBOUND_DOMAIN } = env();
	const known = [
		(await organisationOf(unit)).email,
		...(await usersOf(unit)).map(({ email }) => email),
		...(MAIL_FROM ? [addressIn(MAIL_FROM)] : [])
	];
	const replies = INBOUND_DOMAIN && `@${INBOUND_DOMAIN.toLowerCase()}`;
	return (address) =>
		known.some((ours) => isSameAddress(ours, address)) ||
		Boolean(replies && address.toLowerCase().endsWith(replies));
}
