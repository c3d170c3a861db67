import { can, type Action } from '$lib/domain/access';
import { limitIn } from '$lib/domain/disputes/approval';
import { timeLeft } from '$lib/domain/disputes/deadlines';
import { isActive } from '$lib/domain/disputes/lifecycle';
import { money, type Money } from '$lib/domain/money';
import { attachmentsOf, shownFile } from '../attachments/queries';
import { eventsAbout } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mailsOfDispute } from '../delivery/outbox-queries';
import { openInvoices } from '../invoices/queries';
import { organisationOf, usersOf, workingCalendarOf } from '../settings/queries';
import { answersOf, assignmentsOf, messagesOf, stepsOf } from './history';
import { versionOf } from './lock-dispute';
import { caseOf, disputeIdOf, type Case } from './case-queries';
import { activeClaims, currentResolution } from './queries';
import { quietPeriodFromToday } from './quiet-period';

/** Everything staff reads about one case. */
export async function disputePage(unit: Unit<DeskScope>, reference: string) {
	const id = await disputeIdOf(unit, reference);
	const about = await caseOf(unit, id);
	const { dispute, reason, customer, claimed } = about;
	const assignments = await assignmentsOf(unit, id);
	const files = await attachmentsOf(unit, id, 'all');
	return {
		id,
		version: await versionOf(unit, id),
		reference: dispute.reference,
		status: dispute.status,
		isActive: isActive(dispute.status),
		source: dispute.source,
		requestedOutcome: dispute.requestedOutcome,
		explanation: dispute.explanation,
		raisedByName: dispute.raisedByName,
		raisedByEmail: dispute.raisedByEmail,
		openedAt: dispute.openedAt,
		openedOn: dispute.openedOn,
		answerDueOn: dispute.answerDueOn,
		left: timeLeft(unit.today, dispute.answerDueOn, await workingCalendarOf(unit)),
		reason: {
			labelFr: reason.labelFr,
			labelEn: reason.labelEn,
			team: reason.team,
			holdsWholeInvoice: reason.holdsWholeInvoice
		},
		customer,
		claimed,
		items: await itemsWithOpen(unit, about),
		steps: await stepsOf(unit, id),
		assignment: assignments.find((row) => !row.endedAt) ?? null,
		assignments,
		answers: await answersOf(unit, id),
		resolution: await currentResolution(unit, id),
		messages: await messagesOf(unit, id),
		files: files.map((file) => ({
			...shownFile(file),
			audience: file.audience,
			uploadedByKind: file.uploadedByKind
		})),
		mails: await mailsOfDispute(unit, id),
		audit: await eventsAbout(unit, { kind: 'dispute', id }),
		related: await relatedTo(unit, about),
		quiet: await quietPeriodFromToday(unit),
		...(await powersOf(unit, about.claimed))
	};
}

async function itemsWithOpen(unit: Unit<DeskScope>, { items }: Case) {
	const invoices = await openInvoices(unit, { invoiceIds: items.map((item) => item.invoiceId) });
	return items.map((item) => {
		const invoice = invoices.find((found) => found.id === item.invoiceId);
		return { ...item, dueOn: invoice?.dueOn ?? null, openMinor: invoice?.openMinor ?? 0n };
	});
}

/** Other open cases about the same customer. */
async function relatedTo(unit: Unit<DeskScope>, { dispute }: Case): Promise<string[]> {
	const claims = await activeClaims(unit, { customerId: dispute.customerId });
	return [...new Set(claims.map((claim) => claim.reference))]
		.filter((reference) => reference !== dispute.reference)
		.sort();
}

const ACTIONS: Action[] = [
	'disputes.assign',
	'disputes.message',
	'disputes.decide',
	'disputes.resolve',
	'disputes.answer',
	'disputes.decide_above_limit'
];

/** What this colleague may do here, and who decides above the limit. */
async function powersOf(unit: Unit<DeskScope>, { currency }: Money) {
	const users = await usersOf(unit);
	const { approvalLimitMinor, currency: own } = await organisationOf(unit);
	const { role } = unit.scope.user;
	return {
		me: unit.scope.user.id,
		can: ACTIONS.filter((action) => can(role, action)),
		approvalLimitMinor: limitIn(currency, money(approvalLimitMinor, own)).minor,
		approvers: users
			.filter((user) => can(user.role, 'disputes.decide_above_limit') && user.role !== 'admin')
			.map((user) => user.name),
		colleagues: users.map(({ id, name, team, role: theirs }) => ({ id, name, team, role: theirs }))
	};
}
