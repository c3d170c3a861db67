import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { shownKey, type KnownAnswer } from '$lib/domain/disputes/known-answers';
import { record } from '../audit/record';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import { signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { knownAnswer } from '../db/schema/known-answers';
import { knownAbout, type AskedFor } from './known';

interface Told extends AskedFor {
	idempotencyKey: string;
}

/** "This answers it": no case is opened, and what answered is kept. Said twice, it is kept once. */
export async function answeredItself(unit: Unit<PortalScope>, told: Told): Promise<void> {
	const found = await knownAbout(unit, told);
	await keep(unit, told, found, { outcome: 'answers', disputeId: null });
	await refuseAboveCustomerDay(unit, {
		...{ table: knownAnswer, at: knownAnswer.at, most: CUSTOMER_DAY.answers + 1 },
		which: eq(knownAnswer.outcome, 'answers')
	});
}

/** He read what was on file and goes on all the same: kept with the case he opened. */
export async function continuedAnyway(
	unit: Unit<PortalScope>,
	told: Told & { seen: readonly string[]; disputeId: string }
): Promise<void> {
	if (told.seen.length === 0) return;
	const found = await knownAbout(unit, told);
	const shown = found.filter((answer) => told.seen.includes(shownKey(answer)));
	await keep(unit, told, shown, { outcome: 'continued', disputeId: told.disputeId });
}

interface Outcome {
	outcome: 'answers' | 'continued';
	disputeId: string | null;
}

async function keep(
	unit: Unit<PortalScope>,
	{ reasonCode, idempotencyKey }: Told,
	found: readonly KnownAnswer[],
	outcome: Outcome
): Promise<void> {
	if (found.length === 0) return;
	const { organisationId, customerId, holder } = unit.scope;
	const kept = await unit.tx
		.insert(knownAnswer)
		.values(
			// One row for each kind of paper about an invoice, however many there are.
			[...new Map(found.map((one) => [`${one.invoiceId}:${one.kind}`, one])).values()].map(
				({ invoiceId, kind }) => ({
					organisationId,
					id: uuidv7(),
					customerId,
					invoiceId,
					reasonCode,
					kind,
					...outcome,
					byName: signatureOf(holder),
					linkId: holder.linkId,
					at: unit.now,
					idempotencyKey
				})
			)
		)
		.onConflictDoNothing()
		.returning({ id: knownAnswer.id, invoiceId: knownAnswer.invoiceId, kind: knownAnswer.kind });
	for (const { invoiceId, kind } of kept)
		await record(
			unit,
			`known_answer.${outcome.outcome}`,
			{ kind: 'invoice', id: invoiceId, customerId },
			{ kind, reason: reasonCode, disputeId: outcome.disputeId }
		);
}
