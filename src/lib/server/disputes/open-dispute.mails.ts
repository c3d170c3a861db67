import { labelOf } from '$lib/i18n/labels';
import { detailWords } from '$lib/i18n/detail-words';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { putPushes } from '../delivery/push/put-pushes';
import type { OpeningScope } from '../invoices/portal-queries';
import { organisationOf } from '../settings/queries';
import { tellStaff } from './notify-dispute';
import type { OpenDispute, OpenedDispute } from './open-dispute';
import type { ClaimedItem } from './open-dispute.claims';
import { caseOf, type Case } from './case-queries';
import { mailedLine } from './mailed-lines';
import { raiserToTell } from './recipients';
import { stillDueOf } from './still-due';

/** The customer has it in writing; the creditor's people know, unless one of them wrote it down himself. */
export async function announceDispute(
	unit: Unit<OpeningScope>,
	input: OpenDispute,
	items: readonly ClaimedItem[],
	opened: Omit<OpenedDispute, 'isNew'>
): Promise<void> {
	const about = await caseOf(unit, opened.disputeId);
	if (input.raisedByEmail) await confirm(unit, about, items);
	if (unit.scope.audience === 'desk') return;
	const { language } = await organisationOf(unit);
	const label = labelOf(about.reason.labels, language);
	const detail = detailWords(about.dispute.detail, language);
	const text = [label, detail, about.dispute.explanation].filter(Boolean).join('\n');
	await tellStaff(unit, about, {
		event: 'dispute_opened',
		onceKey: `staff-alert:opened:${opened.disputeId}`,
		text
	});
}

async function confirm(
	unit: Unit<OpeningScope>,
	about: Case,
	items: readonly ClaimedItem[]
): Promise<void> {
	const { dispute, reason, claimed, items: rows } = about;
	const onceKey = `dispute-received:${dispute.id}`;
	const to = await raiserToTell(unit, dispute);
	await putMail(unit, {
		mail: 'dispute-received',
		onceKey,
		to,
		customerId: dispute.customerId,
		disputeId: dispute.id,
		...(dispute.raisedByContactId && {
			link: { kind: 'portal' as const, contactId: dispute.raisedByContactId }
		}),
		facts: {
			reference: dispute.reference,
			path: `/disputes/${dispute.reference}`,
			invoices: [...new Set(items.map(({ number }) => number))],
			lines: rows.map(mailedLine).filter((line) => line !== null),
			disputed: claimed,
			...(await leftOf(unit, about)),
			answerDueOn: dispute.answerDueOn,
			reason: reason.labels
		}
	});
	// Whoever sent it himself reads it on his page.
	if (unit.scope.audience === 'portal') return;
	await putPushes(unit, {
		...{ mail: 'dispute-received', onceKey, event: 'received', to },
		...{ reference: dispute.reference, path: `/disputes/${dispute.reference}` },
		...{ customerId: dispute.customerId, disputeId: dispute.id }
	});
}

/** The same as the page of the case says. */
async function leftOf(unit: Unit<OpeningScope>, about: Case) {
	const { stillDue, dueOn, days, promised } = await stillDueOf(unit, about);
	return { stillDue, dueOn, days, promised, today: unit.today };
}
