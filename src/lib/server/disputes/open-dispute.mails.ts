import { detailWords } from '$lib/i18n/detail-words';
import { fromInside } from '../auth/from-inside';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { putPushes } from '../delivery/push/put-pushes';
import type { OpeningScope } from '../invoices/portal-queries';
import { organisationOf } from '../settings/queries';
import { tellStaff } from './notify-dispute';
import type { OpenedDispute } from './open-dispute';
import type { ClaimedItem } from './open-dispute.claims';
import { caseOf, type Case } from './case-queries';
import { besideCases } from './beside-cases';
import { following } from './following';
import { mailedLine } from './mailed-lines';
import { currentAssignment } from './queries';
import { raiserToTell } from './recipients';
import { stillDueOf } from './still-due';

/**
 * The creditor's people know, unless one of them wrote it down himself: what it is about, and who has it already where
 * a rule gave it to somebody.
 */
export async function tellOfDispute(
	unit: Unit<OpeningScope>,
	{ disputeId }: Pick<OpenedDispute, 'disputeId'>
): Promise<void> {
	if (unit.scope.audience === 'desk') return;
	const about = await caseOf(unit, disputeId);
	const { language } = await organisationOf(unit);
	const detail = detailWords(about.dispute.detail, language);
	await tellStaff(unit, about, {
		event: 'dispute_opened',
		onceKey: `staff-alert:opened:${disputeId}`,
		reason: about.reason.labels,
		holder: await holderOf(unit, disputeId),
		text: [detail, about.dispute.explanation].filter(Boolean).join('\n')
	});
}

/** A link does not see who is asked. */
const holderOf = (unit: Unit<OpeningScope>, disputeId: string): Promise<string> =>
	fromInside(
		unit,
		async (beside) => (await currentAssignment(beside, disputeId))?.resolverName ?? ''
	);

/** The customer has it in writing. */
export async function confirmDispute(
	unit: Unit<OpeningScope>,
	items: readonly ClaimedItem[],
	{ disputeId }: Pick<OpenedDispute, 'disputeId'>
): Promise<void> {
	const about = await caseOf(unit, disputeId);
	const { dispute, reason, claimed, items: rows } = about;
	const onceKey = `dispute-received:${dispute.id}`;
	const to = await raiserToTell(unit, dispute);
	const { follows, settledBefore } = await following(unit, about);
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
			beside: (await besideCases(unit, about)).map(({ number, amount }) => ({ number, amount })),
			answerDueOn: dispute.answerDueOn,
			reason: reason.labels,
			...(follows && { follows: { reference: follows, settled: settledBefore } })
		}
	});
	// Whoever sent it himself reads it on his page.
	if (unit.scope.audience === 'portal') return;
	await putPushes(unit, {
		...{ mail: 'dispute-received', onceKey, to, path: `/disputes/${dispute.reference}` },
		...(follows
			? { event: 'goes_on', reference: follows, other: dispute.reference }
			: { event: 'received', reference: dispute.reference }),
		...{ customerId: dispute.customerId, disputeId: dispute.id }
	});
}

/** The same as the page of the case says. */
async function leftOf(unit: Unit<OpeningScope>, about: Case) {
	const { stillDue, dueOn, days, promised } = await stillDueOf(unit, about);
	return { stillDue, dueOn, days, promised, today: unit.today };
}
