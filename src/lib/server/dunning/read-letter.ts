import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { letter } from '../db/schema/letters';
import { readUnchangedFile } from '../files';
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

/** @throws not_found, unavailable when it is no longer what was written */
export async function readLetter(unit: Unit<InsideScope>, noticeId: string) {
	const row = await letterOf(unit, noticeId);
	if (!row) throw new AppError('not_found');
	const content = await readUnchangedFile(row);
	return { name: `${referenceOf(noticeId)}.pdf`, mime: 'application/pdf', content };
}
