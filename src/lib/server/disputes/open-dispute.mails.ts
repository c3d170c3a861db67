import { money, type Money } from '$lib/domain/money';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { OpeningScope } from '../invoices/portal-queries';
import { organisationOf } from '../settings/queries';
import { portalLinkOf, tellStaff } from './notify-dispute';
import type { OpenDispute, OpenedDispute } from './open-dispute';
import type { ClaimedItem } from './open-dispute.claims';
import { caseOf, type Case } from './case-queries';

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
	const label = language === 'fr' ? about.reason.labelFr : about.reason.labelEn;
	const text = [label, about.dispute.explanation].filter(Boolean).join('\n');
	await tellStaff(unit, about, {
		event: 'dispute_opened',
		onceKey: `staff-alert:opened:${opened.disputeId}`,
		text
	});
}

const confirm = (
	unit: Unit<OpeningScope>,
	{ dispute, reason, claimed }: Case,
	items: readonly ClaimedItem[]
) =>
	putMail(unit, {
		mail: 'dispute-received',
		onceKey: `dispute-received:${dispute.id}`,
		to: { email: dispute.raisedByEmail, name: dispute.raisedByName, language: dispute.language },
		customerId: dispute.customerId,
		disputeId: dispute.id,
		link: portalLinkOf(dispute),
		facts: {
			reference: dispute.reference,
			path: `/disputes/${dispute.reference}`,
			invoices: items.map(({ number }) => number),
			disputed: claimed,
			stillDue: stillDue(items),
			answerDueOn: dispute.answerDueOn,
			reasonFr: reason.labelFr,
			reasonEn: reason.labelEn
		}
	});

/** Items of one case share their currency. */
const stillDue = (items: readonly ClaimedItem[]): Money =>
	money(
		items.reduce((total, item) => total + item.stillDueMinor, 0n),
		items[0]!.currency
	);
