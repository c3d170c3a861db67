import { uuidv7 } from 'uuidv7';
import { NOTHING_SEEN } from '$lib/domain/fields/value';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner } from '../../support/database';
import { buildDispute, buildUser, type InvoiceRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import type { Company } from '../../support/world';
import type { Things } from './things';

/** Words that only colleagues read, each named after what it was written in. */
export const INSIDE = {
	note: 'transporteurcoupable',
	called: 'Zéphyrine Canari',
	file: 'constatinterne',
	question: 'questioninterne',
	cause: 'causeinterne',
	task: 'tâcheinterne',
	approver: 'avisdusignataire',
	reply: 'réponseausignataire',
	reason: 'motifcorrigéparlamaison',
	read: 'lusansréponse',
	postponed: 'remisàplustard',
	subStatus: 'étapeinterne',
	hold: 'accordcommercialinterne',
	customerField: 'champclientinterne',
	invoiceField: 'champfactureinterne'
} as const;
export const WORDS = Object.values(INSIDE);

export const toldIn = (text: string): string[] => WORDS.filter((words) => text.includes(words));

/** Colleagues at work on the cases of a customer, in every place where they write to each other. */
export async function plant(company: Company, mine: Things): Promise<void> {
	await talk(company, mine);
	await organise(company, mine);
	await sign(company, mine);
	await fillIn(company, mine);
	await deliverDue();
}

async function talk(company: Company, { disputeId, reference, untouchedId }: Things) {
	const { disputes } = callerFor(company.desk.collector).desk;
	const { id } = await buildUser(company.inside, {
		...{ name: INSIDE.called, email: 'canari@m.test', role: 'resolver' }
	});
	await disputes.post({
		...{ disputeId, audience: 'internal', mentions: [id], idempotencyKey: uuidv7() },
		body: `Entre nous : ${INSIDE.note}.`,
		files: [{ name: `${INSIDE.file}.pdf`, bytes: new TextEncoder().encode('%PDF-1.4 x') }]
	});
	await disputes.changeReason({
		...{ disputeId: untouchedId, reasonCode: 'goods_damaged', note: INSIDE.reason }
	});
	const { portal } = callerFor(await portalScopeOf(company.account.portalPath));
	await portal.disputes.reply({ reference, body: 'Merci.', idempotencyKey: uuidv7() });
	await disputes.readReply({ disputeId, why: INSIDE.read });
}

async function organise(company: Company, { disputeId, ratedId, taskId }: Things) {
	const { causes, disputes, subStatuses, worklist } = callerFor(company.desk.admin).desk;
	await asOwner('update assignment set question = $2 where dispute_id = $1', [
		...[disputeId, INSIDE.question]
	]);
	await causes.set({
		...{ disputeId: ratedId, stage: 'order', action: INSIDE.cause, dueOn: '', isDone: true }
	});
	await asOwner('update case_task set text = $2 where id = $1', [taskId, INSIDE.task]);
	await worklist.postponeCase({ disputeId, reason: INSIDE.postponed });
	const labels = { fr: INSIDE.subStatus, en: INSIDE.subStatus, de: '', es: '' };
	const { id: subStatusId } = await subStatuses.add({ status: 'submitted', labels });
	await disputes.setSubStatus({ disputeId, subStatusId });
	await disputes.setPriority({ disputeId, priority: 'high' });
}

async function sign(company: Company, { disputeId, requestId }: Things) {
	const about = { disputeId, requestId };
	const { approver, collector } = company.desk;
	const asked = callerFor(approver).desk.disputes;
	await asked.askBeforeApproval({ ...about, note: INSIDE.approver });
	await callerFor(collector).desk.disputes.replyToApprover({ ...about, note: INSIDE.reply });
}

async function fillIn(company: Company, of: Things) {
	const { customers, fields } = callerFor(company.desk.admin).desk;
	await customers.hold({
		...{ customerId: of.customerId, invoiceId: of.contestedId, kind: 'manual' },
		...{ reason: INSIDE.hold, untilOn: '2026-03-20' as never }
	});
	const seen = NOTHING_SEEN;
	await fields.fillCustomer({
		...{ customerId: of.customerId, seen },
		values: [{ fieldId: of.fieldId, value: INSIDE.customerField }]
	});
	for (const invoiceId of [of.invoiceId, of.contestedId])
		await fields.fillInvoice({
			...{ invoiceId, seen },
			values: [{ fieldId: of.invoiceFieldId, value: INSIDE.invoiceField }]
		});
}

/** The same customer with other cases and invoices in view: what one of them does not say another one does. */
export async function otherViews(company: Company, mine: Things): Promise<Things[]> {
	const { overdue, dueSoon, paid, contested } = company.account;
	const decided = await decidedCase(company, dueSoon);
	const closed = await closedCase(company, overdue);
	const { portal } = callerFor(await portalScopeOf(company.account.portalPath));
	const { reference: ofLine } = await portal.disputes.open({
		...{ items: [{ invoiceId: overdue.id, invoiceLineId: mine.lineId, claimedMinor: 1n }] },
		...{ reasonCode: 'price_unit', requestedOutcome: 'NOA', explanation: 'Le prix est faux.' },
		...{ language: 'fr', idempotencyKey: uuidv7() }
	} as never);
	const { promiseId } = await portal.promises.make({
		...{ invoiceIds: [overdue.id], days: ['2026-03-12'], language: 'fr' },
		idempotencyKey: uuidv7()
	} as never);
	const at = (reference: string, invoiceId: string): Things => ({
		...mine,
		...{ reference, untouched: reference, invoiceId, promiseId }
	});
	const rated = (
		await asOwner<{ reference: string }>('select reference from dispute where id = $1', [
			mine.ratedId
		])
	)[0]!;
	return [
		// The form to say it otherwise, of a case with files.
		at(mine.reference, mine.invoiceId),
		...[at(decided, dueSoon.id), at(closed, paid.id), at(ofLine, overdue.id)],
		at(rated.reference, contested.id)
	];
}

async function decidedCase({ inside, desk }: Company, about: InvoiceRow): Promise<string> {
	const { id, reference } = await buildDispute(inside, about, {
		...{ claimedMinor: 20n, status: 'in_progress' }
	});
	const { disputes } = callerFor(desk.admin).desk;
	await disputes.decide({
		...{ disputeId: id, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 10n },
		explanation: 'La moitié.'
	});
	return reference;
}

async function closedCase({ inside, desk }: Company, about: InvoiceRow): Promise<string> {
	const { id, reference } = await buildDispute(inside, about, {
		...{ claimedMinor: 20n, status: 'in_progress' }
	});
	await callerFor(desk.admin).desk.disputes.close({
		...{ disputeId: id, to: 'not_a_dispute', note: 'Déjà réglé.' }
	} as never);
	return reference;
}
