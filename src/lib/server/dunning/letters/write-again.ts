import { uuidv7 } from 'uuidv7';
import type { Decision } from '$lib/domain/dunning/decision';
import { olderKey } from '$lib/domain/dunning/written-again';
import { AppError } from '$lib/domain/errors';
import { reasonList } from '$lib/i18n/decision-words';
import { say } from '$lib/i18n/words';
import { record } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import { correctAddress } from '../../customers/correct-address';
import type { Unit } from '../../db/client';
import { plainJson } from '../../db/json-text';
import { notice } from '../../db/schema/notices';
import { returnsOf } from '../../delivery/returns';
import { lockInvoicesOf } from '../../invoices/lock-invoices';
import { withdrawClaimsOf } from '../../late-charges/withdraw-claims';
import { WRITTEN_AGAIN } from '../history';
import { lockNotice, type NoticeRow } from '../lock-notices';
import { ofNotice } from '../look-again';
import { plannedContent } from '../notice-content';
import { olderLetters } from '../older-letters';
import { runOfDay } from '../open-run';
import { decideFor } from '../plan-dunning';
import { isWrittenAgain, lockLetter } from './letter-rows';

/**
 * A letter that came back is written again, to an address somebody looked at: its step waits for a yes
 * with what is true today, and what the old letter claimed is void. The old one stays, as what came back.
 * @returns the notice that waits
 * @throws not_found, required, conflict when it did not come back or was written again already,
 * letter_not_again when it is paid, disputed or held, or its step is no longer in the scenario,
 * letter_other_leads while the account is dunned for an older invoice
 */
export async function writeAgain(
	unit: Unit<InsideScope>,
	{ letterId, address }: { letterId: string; address: string }
): Promise<{ noticeId: string }> {
	const old = await returnedNotice(unit, letterId);
	const { customerId } = old;
	await lockInvoicesOf(unit, customerId);
	await correctAddress(unit, { customerId, address });
	await withdrawClaimsOf(unit, old.id, say('letters_claim_came_back'));
	const noticeId = uuidv7();
	await giveKeyAway(unit, old, noticeId);
	await planAnew(unit, { ...old, id: noticeId });
	await record(
		unit,
		'letter.written_again',
		{ kind: 'letter', id: letterId, customerId },
		{ noticeId }
	);
	return { noticeId };
}

async function returnedNotice(unit: Unit<InsideScope>, letterId: string): Promise<NoticeRow> {
	const row = await lockLetter(unit, letterId);
	const returned = (await returnsOf(unit, [row.noticeId])).has(row.noticeId);
	if (!returned || isWrittenAgain(row)) throw new AppError('conflict');
	return lockNotice(unit, row.noticeId);
}

async function giveKeyAway(
	unit: Unit<InsideScope>,
	old: NoticeRow,
	noticeId: string
): Promise<void> {
	const { id, customerId, stepKey, reasons, content } = old;
	const older = await olderLetters(unit, old);
	const writtenAgain = { on: unit.today, by: actorOf(unit.scope).name, noticeId };
	await unit.tx
		.update(notice)
		.set({
			stepKey: olderKey(stepKey, older + 1),
			reasons: [...reasons, WRITTEN_AGAIN],
			content: { ...content, writtenAgain }
		})
		.where(ofNotice(unit, id));
	await record(unit, 'notice.written_again', { kind: 'notice', id, customerId });
}

/**
 * In its place, as the facts of today have it, and in the run of today: what a person once said of the
 * old one's is no word about this letter.
 */
async function planAnew(unit: Unit<InsideScope>, row: NoticeRow): Promise<void> {
	const { id, customerId, leaderInvoiceId, stepKey, channel, tone } = row;
	const { customer, decision, step } = await askedToday(unit, row);
	const contactId = decision.contactId ?? row.contactId;
	await unit.tx.insert(notice).values({
		...{ organisationId: unit.scope.organisationId, id, customerId, leaderInvoiceId, contactId },
		...{ stepId: step.id, stepKey, channel, status: 'to_confirm', tone },
		runId: (await runOfDay(unit, unit.today)).id,
		content: plainJson(
			plannedContent(
				customer,
				{
					...decision,
					step,
					leaderInvoiceId,
					tone: tone ?? step.tone,
					...(contactId && { contactId })
				},
				unit.today
			)
		),
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

/**
 * Whether its invoice is still owed, undisputed and not held: which step is next today is no question, a
 * person takes this one up again.
 */
async function askedToday(unit: Unit<InsideScope>, row: NoticeRow) {
	const [planned] = await decideFor(unit, { customerIds: [row.customerId], minuteOfDay: null });
	const step = planned?.customer.facts.scenario?.find(({ key }) => key === row.stepKey);
	const against = planned ? whyNot(row, planned.decision) : ['settled'];
	if (planned && step && against.length === 0) {
		refuseOtherLeader(row, planned.decision);
		return { ...planned, step };
	}
	throw new AppError('letter_not_again', {
		reasons: reasonList(against.length ? against : ['no_scenario'])
	});
}

/** One invoice leads for the whole account: while it is another one, a yes to this letter would be refused. */
function refuseOtherLeader(row: NoticeRow, { items, leaderInvoiceId }: Decision): void {
	const leader = items.find(({ invoiceId }) => invoiceId === leaderInvoiceId);
	if (leader && leaderInvoiceId !== row.leaderInvoiceId)
		throw new AppError('letter_other_leads', { invoice: leader.number });
}

function whyNot({ leaderInvoiceId }: NoticeRow, { items, reasons }: Decision): string[] {
	const its = items.find(({ invoiceId }) => invoiceId === leaderInvoiceId);
	if (!its) return ['settled'];
	const isBelow = reasons.some(({ code }) => code === 'below_minimum');
	if (its.collectibleMinor > 0n) return isBelow ? ['below_minimum'] : [];
	const about = reasons.filter(({ invoiceId }) => !invoiceId || invoiceId === leaderInvoiceId);
	return [...new Set(about.map(({ code }) => code))];
}
