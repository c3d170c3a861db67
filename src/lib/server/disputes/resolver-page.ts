import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { ACTIVE_STATUSES, isClosed } from '$lib/domain/disputes/lifecycle';
import { timeLeft, waitsIn } from '$lib/domain/disputes/deadlines';
import { AppError } from '$lib/domain/errors';

import { isSameAddress } from '$lib/domain/same-address';
import { attachmentsOf, shownFile } from '../attachments/queries';
import { assignmentsOpenTo } from '../auth/link-queries';
import { systemScope, type ResolverScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { linesOf, openInvoices } from '../invoices/queries';
import { inlineLogo, logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { answerable } from './answerable';
import { answersOf, assignmentsOf, messagesOf, stepsOf } from './history';
import { withDaysNow } from './asked-days';
import { caseOf, type Case } from './case-queries';
import { deadlineFactsOf } from './deadline-facts';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { currentResolution } from './queries';
import { validatorsOf } from './validators';

/** What whoever was asked sees of the case: its facts, the question, and where it stands now. */
export async function resolverPage(unit: Unit<ResolverScope>) {
	const { disputeId, assignmentId, holder } = unit.scope;
	const whole = await caseOf(unit, disputeId);
	const about = await askedAbout(unit, whole);
	const { dispute: row, reason, customer, claimed } = about;
	const assignments = await assignmentsOf(unit, disputeId);
	const mine = assignments.find((found) => found.id === assignmentId);
	if (!mine) throw new AppError('link_unknown');
	const organisation = await organisationOf(unit);
	const files = await attachmentsOf(unit, disputeId, 'all');
	return {
		creditor: {
			name: organisation.name,
			accent: organisation.accent,
			logo: inlineLogo(await logoOf(organisation))
		},
		holder: { name: holder.name, email: holder.email },
		reference: row.reference,
		status: row.status,
		canAnswer: answerable(row.status) && !mine.endedAt,
		askedBy: mine.assignedBy,
		question: mine.question,
		/** The reader answers for him: the head of his team. */
		insteadOf: isSameAddress(mine.resolverEmail, holder.email) ? null : mine.resolverName,
		dueOn: mine.dueOn,
		left: await leftOf(unit, mine),
		now: assignments.find((found) => !found.endedAt)?.resolverName ?? null,
		customerName: customer.name,
		raisedByName: row.raisedByName,
		explanation: row.explanation,
		detail: row.detail,
		requestedOutcome: row.requestedOutcome,
		openedAt: row.openedAt,
		timeZone: organisation.timeZone,
		reason: reason.labels,
		/** What the house does about such cases: his help, never the customer's to read. */
		procedure: reason.procedure,
		claimed,
		/** Who confirms what he gives, and above which amount; nobody: his word is enough. */
		validators: answerable(row.status)
			? await validatorsOf(unit, await leftToDecide(unit, whole))
			: [],
		items: await itemsWithLines(unit, about),
		files: files.map(shownFile),
		messages: await messagesOf(unit, disputeId),
		steps: await stepsOf(unit, disputeId),
		answers: await answersOf(unit, disputeId),
		decision: await decisionOf(unit, row)
	};
}

/** Of a case opened again, the question is about what is left of it; closed, it is about all it was. */
async function askedAbout(unit: Unit<ResolverScope>, about: Case): Promise<Case> {
	return isClosed(about.dispute.status) ? about : caseOfRound(await leftToDecide(unit, about));
}

async function leftOf(unit: Unit<ResolverScope>, { dueOn }: { dueOn: LocalDate }) {
	const { transitions, today, calendar } = await deadlineFactsOf(unit, unit.scope.disputeId);
	return timeLeft(today, dueOn, calendar, waitsIn(transitions, today));
}

async function itemsWithLines(unit: Unit<ResolverScope>, { items }: Case) {
	const invoiceIds = items.map((item) => item.invoiceId);
	const invoices = await openInvoices(unit, { invoiceIds });
	const papers = await documentsOfInvoices(unit, invoiceIds);
	const rows = [];
	for (const item of items) {
		const invoice = invoices.find((found) => found.id === item.invoiceId)!;
		rows.push({
			...item,
			issuedOn: invoice.issuedOn,
			dueOn: invoice.dueOn,
			orderNumber: invoice.orderNumber,
			deliveryNote: invoice.deliveryNote,
			documents: papers.filter(({ invoiceId }) => invoiceId === item.invoiceId),
			lines: await linesOf(unit, item.invoiceId)
		});
	}
	return rows;
}

async function decisionOf(unit: Unit<ResolverScope>, about: Case['dispute']) {
	const decision = await currentResolution(unit, about);
	return (
		decision && {
			verdict: decision.verdict,
			acceptedMinor: decision.acceptedMinor,
			explanation: decision.explanation
		}
	);
}

/**
 * Other cases that wait for the same address. A link opens one case only, so this names them and
 * their own mails carry their doors.
 */
export function otherCasesOf(
	scope: ResolverScope
): Promise<{ reference: string; dueOn: LocalDate; isLate: boolean }[]> {
	const inside = systemScope({
		organisationId: scope.organisationId,
		timeZone: scope.timeZone,
		actor: 'links'
	});
	return unitOfWork(inside, async (unit) => {
		const rows = await withDaysNow(unit, await askedOf(unit, scope));
		const days = new Map<string, LocalDate>();
		for (const { reference, dueOn } of rows)
			if (dueOn < (days.get(reference) ?? '9')) days.set(reference, dueOn);
		return [...days]
			.map(([reference, dueOn]) => ({ reference, dueOn, isLate: dueOn < unit.today }))
			.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	});
}

const askedOf = (unit: Unit<SystemScope>, { organisationId, holder, disputeId }: ResolverScope) =>
	unit.tx
		.select({
			reference: dispute.reference,
			disputeId: assignment.disputeId,
			dueOn: assignment.dueOn,
			assignedAt: assignment.assignedAt
		})
		.from(assignment)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, assignment.organisationId),
				eq(dispute.id, assignment.disputeId)
			)
		)
		.where(
			and(
				eq(assignment.organisationId, organisationId),
				inArray(assignment.id, assignmentsOpenTo(unit, holder.email)),
				isNull(assignment.endedAt),
				ne(assignment.disputeId, disputeId),
				inArray(dispute.status, ACTIVE_STATUSES.filter(answerable))
			)
		)
		.orderBy(assignment.dueOn)
		.limit(20);

/** @throws not_found unless the case is about this invoice. */
export async function invoiceOfCase(unit: Unit<ResolverScope>, invoiceId: string): Promise<string> {
	const { items } = await caseOf(unit, unit.scope.disputeId);
	if (!items.some((item) => item.invoiceId === invoiceId)) throw new AppError('not_found');
	return invoiceId;
}
