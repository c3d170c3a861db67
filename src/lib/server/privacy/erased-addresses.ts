import { createHmac } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isErasedAddress } from '$lib/domain/privacy/person-words';
import { appKey } from '../auth/app-key';
import type { InsideScope } from '../auth/scope';
import { inChunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { erasedAddress } from '../db/schema/erasures';

/** Of these addresses, in small letters, those somebody asked to be erased and who did not come back. */
export async function erasedAmong(
	unit: Unit<InsideScope>,
	emails: readonly string[]
): Promise<ReadonlySet<string>> {
	const asked = new Map(emails.map((one) => [addressDigest(unit, one), one.toLowerCase()]));
	const rows = await inChunks([...asked.keys()], (part) =>
		unit.tx
			.select({ digest: erasedAddress.digest })
			.from(erasedAddress)
			.where(
				and(
					eq(erasedAddress.organisationId, unit.scope.organisationId),
					inArray(erasedAddress.digest, part),
					isNull(erasedAddress.letBackAt)
				)
			)
	);
	const known = rows.map(({ digest }) => asked.get(digest)!);
	return new Set([...known, ...[...asked.values()].filter(isErasedAddress)]);
}

export const isErased = async (unit: Unit<InsideScope>, email: string): Promise<boolean> =>
	(await erasedAmong(unit, [email])).has(email.toLowerCase());

/** With the key of this installation: whoever has only the database cannot try addresses out. */
export const addressDigest = ({ scope }: Unit<InsideScope>, email: string): string =>
	createHmac('sha256', appKey())
		.update(`erased-address:${scope.organisationId}:${email.trim().toLowerCase()}`)
		.digest('hex');
