import { isSameAddress } from '$lib/domain/same-address';
import { z } from 'zod';

/** Devices one person is told on. */
export const MOST_DEVICES = 10;
/** Ever, those that left included: a link is no list to write to. */
export const MOST_DEVICES_EVER = 10 * MOST_DEVICES;
export const LONGEST_ENDPOINT = 2048;
/** What is older than that is no news: the mail said it. */
export const PUSH_LIFE_SECONDS = 86_400;

/**
 * What a browser gives for itself (Push API): an uncompressed point of P-256 (65 bytes, the first of them 4)
 * and 16 bytes of a secret, both as base64url without padding.
 */
export const deviceInput = z.object({
	endpoint: z.url({ protocol: /^https?$/ }).max(LONGEST_ENDPOINT),
	p256dh: z.string().regex(/^B[A-P][\w-]{84}[AEIMQUYcgkosw048]$/),
	auth: z.string().regex(/^[\w-]{21}[AQgw]$/)
});
export type DeviceKeys = z.infer<typeof deviceInput>;

/** A device, with the link it was asked through. */
export interface AskedDevice {
	readonly endpoint: string;
	readonly createdAt: Date;
	readonly endedAt: Date | null;
	readonly link: {
		readonly customerId: string;
		readonly contactId: string | null;
		readonly holderEmail: string;
		readonly expiresAt: Date;
		readonly revokedAt: Date | null;
	};
}

/** Somebody who is told, and whose account it is about. */
export interface Told {
	readonly customerId: string;
	readonly contactId: string | null;
	readonly email: string;
}

/** It is still asked for, and its link still opens. */
export const isLive = ({ endedAt, link }: Omit<AskedDevice, 'endpoint'>, now: Date): boolean =>
	endedAt === null && link.revokedAt === null && link.expiresAt > now;

/** Asked through a link of this very person, to this very account. */
const isHis = ({ link }: AskedDevice, { customerId, contactId, email }: Told): boolean =>
	link.customerId === customerId &&
	(link.contactId === null && contactId === null
		? isSameAddress(link.holderEmail, email)
		: link.contactId === contactId);

/** Where somebody is told: each device once, through the newest link it was asked with. */
export function devicesOf<D extends AskedDevice>(
	devices: readonly D[],
	person: Told,
	now: Date
): D[] {
	const his = devices.filter((device) => isLive(device, now) && isHis(device, person));
	const newestFirst = his.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
	const byEndpoint = new Map(newestFirst.toReversed().map((one) => [one.endpoint, one]));
	return newestFirst.filter((one) => byEndpoint.get(one.endpoint) === one);
}
