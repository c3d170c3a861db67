import { uuidv7 } from 'uuidv7';
import { olderKey } from '$lib/domain/dunning/written-again';
import { AppError } from '$lib/domain/errors';
import { reasonLabel } from '$lib/i18n/decision-words';
import { say } from '$lib/i18n/words';
import { record } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import { correctAddress } from '../../customers/correct-address';
import type { Unit } from '../../db/client';
import { notice } from '../../db/schema/notices';
import { returnsOf } from '../../delivery/returns';
import { lockInvoicesOf } from '../../invoices/dunning-facts';
import { withdrawClaimsOf } from '../../late-charges/withdraw-claims';
import { WRITTEN_AGAIN } from '../history';
import { lookAgain, ofNotice } from '../look-again';
import { plannedContent } from '../notice-content';
import { olderLetters } from '../older-letters';
import { verdictOn } from '../verdict-on';
import { isWrittenAgain, lockLetter } from './letter-rows';

/**
 * A letter that came back is written again, to an address somebody looked at: its step waits for a yes
 * with what is true today, and what the old letter claimed is void. The old one stays, as what came back.
 * @returns the notice that waits
 * @throws not_found, required, conflict when it did not come back or was written again already,
 * letter_not_again when today's facts do not ask for it
 */
export async function writeAgain(
	unit: Unit<InsideScope>,
	{ letterId, address }: { letterId: string; address: string }
): Promise<{ noticeId: string }> {
	const { noticeId: oldId, customerId } = await returnedLetter(unit, letterId);
	await lockInvoicesOf(unit, customerId);
	await correctAddress(unit, { customerId, address });
	await withdrawClaimsOf(unit, oldId, say('letters_claim_came_back'));
	const noticeId = uuidv7();
	await planAnew(unit, { ...(await giveKeyAway(unit, oldId, noticeId)), id: noticeId });
	await record(
		unit,
		'letter.written_again',
		{ kind: 'letter', id: letterId, customerId },
		{ noticeId }
	);
	return { noticeId };
}

async function returnedLetter(unit: Unit<InsideScope>, letterId: string) {
	const row = await lockLetter(unit, letterId);
	const returned = (await returnsOf(unit, [row.noticeId])).has(row.noticeId);
	if (!returned || isWrittenAgain(row)) throw new AppError('conflict');
	return row;
}

type Row = typeof notice.$inferSelect;

/** The old notice as it was; its key is free. */
async function giveKeyAway(unit: Unit<InsideScope>, oldId: string, noticeId: string): Promise<Row> {
	const [old] = await unit.tx.select().from(notice).where(ofNotice(unit, oldId)).for('update');
	const { customerId, stepKey, reasons, content } = old!;
	const older = await olderLetters(unit, old!);
	const writtenAgain = { on: unit.today, by: actorOf(unit.scope).name, noticeId };
	await unit.tx
		.update(notice)
		.set({
			stepKey: olderKey(stepKey, older + 1),
			reasons: [...reasons, WRITTEN_AGAIN],
			content: { ...content, writtenAgain }
		})
		.where(ofNotice(unit, oldId));
	await record(unit, 'notice.written_again', { kind: 'notice', id: oldId, customerId });
	return old!;
}

/** In its place, as the facts of today have it. */
async function planAnew(unit: Unit<InsideScope>, row: Row): Promise<void> {
	const { id, customerId, leaderInvoiceId, stepId, stepKey, runId, channel, tone } = row;
	const { customer, decision } = await planToday(unit, row);
	await unit.tx.insert(notice).values({
		...{ organisationId: unit.scope.organisationId, id, customerId, leaderInvoiceId },
		...{ stepId, stepKey, runId, channel, status: 'to_confirm', tone },
		contactId: decision.contactId ?? row.contactId,
		content: plannedContent(customer, decision, unit.today),
		plannedAt: unit.now,
		plannedOn: unit.today
	});
	await record(
		unit,
		'notice.planned',
		{ kind: 'notice', id, customerId },
		{ step: stepKey, outcome: 'confirm', leaderInvoiceId }
	);
}

/** Whoever it is addressed to now need not be whom it was addressed to then. */
async function planToday(unit: Unit<InsideScope>, row: Row) {
	const planned = (await lookAgain(unit, row, null))?.planned;
	const contactId = planned?.decision.contactId ?? null;
	const verdict = planned && verdictOn({ ...row, contactId }, planned);
	if (planned && verdict?.kind !== 'wrong') return planned;
	const reasons = verdict?.kind === 'wrong' ? verdict.reasons : ['settled'];
	throw new AppError('letter_not_again', {
		reasons: reasons.map((code) => reasonLabel(code).toLowerCase()).join(', ')
	});
}
