import { uuidv7 } from 'uuidv7';
import type { LetterSum } from '$lib/domain/late-charges/letter-sums';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import { letter } from '../db/schema/letters';
import { storeFileIn } from '../files';
import { claimLetterCharges } from './letter-charges';
import { letterFacts } from './letter-facts';
import type { NoticeContent } from './notice-content';

/**
 * The letter of a notice somebody confirmed: drawn once, stored with its hash, never again. What it
 * says of interest and fixed sums is claimed with it. What it asks for in all comes back, to be kept.
 */
export async function writeLetter(
	unit: Unit<InsideScope>,
	row: Pick<typeof notice.$inferSelect, 'id' | 'customerId' | 'channel'>,
	content: NoticeContent
): Promise<LetterSum[]> {
	const facts = await letterFacts(unit, row, content);
	// Drawing needs fonts and a large library: loaded when a letter is written.
	const { letterPdf } = await import('../pdf/letter/letter');
	const { content: bytes, pages } = await letterPdf(facts);
	const stored = await storeFileIn(unit, bytes);
	const id = uuidv7();
	await unit.tx.insert(letter).values({
		...stored,
		organisationId: unit.scope.organisationId,
		id,
		noticeId: row.id,
		pages,
		createdAt: unit.now,
		createdBy: actorOf(unit.scope).name
	});
	await claimLetterCharges(unit, row.id, content);
	await record(
		unit,
		'letter.written',
		{ kind: 'letter', id, customerId: row.customerId },
		{ noticeId: row.id, sha256: stored.sha256, pages }
	);
	return facts.sums;
}
