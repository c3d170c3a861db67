import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { letter } from '../db/schema/letters';
import { readStoredFile } from '../files';
import { log } from '../log';
import { referenceOf } from './letter-facts';

export async function letterOf(unit: Unit<InsideScope>, noticeId: string) {
	const [row] = await unit.tx
		.select()
		.from(letter)
		.where(
			and(eq(letter.organisationId, unit.scope.organisationId), eq(letter.noticeId, noticeId))
		);
	return row ?? null;
}

/**
 * The bytes that were written, or none: a file that no longer has its hash is not given out.
 * @throws not_found, unavailable
 */
export async function readLetter(unit: Unit<InsideScope>, noticeId: string) {
	const row = await letterOf(unit, noticeId);
	if (!row) throw new AppError('not_found');
	const content = await readStoredFile(row.storageKey);
	if (createHash('sha256').update(content).digest('hex') !== row.sha256) {
		log('error', 'letter.hash_differs', { letterId: row.id });
		throw new AppError('unavailable');
	}
	return { name: `${referenceOf(noticeId)}.pdf`, mime: 'application/pdf', content };
}
