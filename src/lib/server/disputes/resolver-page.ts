import type { LocalDate } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { timeLeftOf } from '$lib/domain/disputes/deadlines';
import { AppError } from '$lib/domain/errors';
import { isSameAddress } from '$lib/domain/same-address';
import { attachmentsOf, shownFile } from '../attachments/queries';
import type { DeskScope, ResolverScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { linesOf, openInvoices } from '../invoices/queries';
import { inlineLogo, logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { besideLink, signInAsked } from './account-behind';
import { answerable } from './answerable';
import { claimsForResolver } from './claims-for-resolver';
import { answersOf, assignmentsOf, messagesOf, stepsOf } from './history';
import { caseOf, type Case } from './case-queries';
import { handOverChoices } from './hand-over-choices';
import { deadlineFactsAsRead } from './deadline-facts';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { isHisTurn } from './his-turn';
import { officerOf } from './officer-of';
import { currentResolution } from './queries';
import { questionAsked } from './questions';
import { validatorsOf } from './validators';

/** What whoever was asked sees of the case: its facts, the question, and where it stands now. */
export async function resolverPage(unit: Unit<ResolverScope>, signedIn: DeskScope | null = null) {
	const { disputeId, assignmentId, holder } = unit.scope;
	const whole = await caseOf(unit, disputeId);
	const about = await askedAbout(unit, whole);
	const { dispute: row, reason, customer, claimed } = about;
	const assignments = await assignmentsOf(unit, disputeId);
	const mine = assignments.find((found) => found.id === assignmentId);
	if (!mine) throw new AppError('link_unknown');
	const organisation = await organisationOf(unit);
	const beside = besideLink(unit.scope, signedIn);
	const left = await leftToDecide(unit, whole);
	const files = await attachmentsOf(unit, disputeId, 'all');
	const { question, askedBack } = await questionAsked(unit, disputeId, assignmentId);
	const answers = await answersOf(unit, disputeId);
	const mayAnswer = answerable(row.status) && !mine.endedAt;
	return {
		creditor: {
			name: organisation.name,
			accent: organisation.accent,
			logo: inlineLogo(await logoOf(organisation))
		},
		holder: { name: holder.name, email: holder.email },
		/** Signed in as the holder himself: his other cases are open to him on the desk. */
		isHolder: beside !== null && isSameAddress(beside.email, holder.email),
		/** Above the amount of the house a link alone is not enough. */
		signIn: await signInAsked(unit, left.claimed, beside),
		reference: row.reference,
		status: row.status,
		canAnswer: mayAnswer,
		/** Whom he may name in his place. */
		handTo: mayAnswer ? await handOverChoices(unit) : null,
		askedBy: question.askedBy,
		/** Takes his answer on: whoever looks after the case, else whoever asked. */
		reader: (await officerOf(unit, row)) ?? question.askedBy,
		/** A rule chose him: nobody asked. */
		byRule: question.byRule,
		/** With whose words it is, and who had it before him. */
		question: { text: question.text, by: question.by, passedOn: question.passedOn },
		/** Nobody else is waited for: neither has he answered, nor does he wait for what he asked. */
		isHisTurn: mayAnswer && (await isHisTurn(unit, mine.id, answers)),
		/** What he wanted to know first, and what was written since. */
		askedBack,
		/** The reader answers for him: the head of his team. */
		insteadOf: isSameAddress(mine.resolverEmail, holder.email) ? null : mine.resolverName,
		dueOn: mine.dueOn,
		left: await leftOf(unit, mine),
		now: assignments.find((found) => !found.endedAt)?.resolverName ?? null,
		customerName: customer.name,
		raisedByName: row.raisedByName,
		/** Set by a colleague: its customer said nothing. */
		source: row.source,
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
		validators: answerable(row.status) ? await validatorsOf(unit, left) : [],
		items: await itemsWithLines(unit, about),
		files: files.map(shownFile),
		messages: await messagesOf(unit, disputeId),
		/** What its customer wrote in the cases that go on in this one: the sum is theirs too. */
		merged: await claimsForResolver(unit),
		steps: await stepsOf(unit, disputeId),
		answers,
		decision: await decisionOf(unit, row)
	};
}

/** Of a case opened again, the question is about what is left of it; closed, it is about all it was. */
async function askedAbout(unit: Unit<ResolverScope>, about: Case): Promise<Case> {
	return isClosed(about.dispute.status) ? about : caseOfRound(await leftToDecide(unit, about));
}

const leftOf = async (unit: Unit<ResolverScope>, { dueOn }: { dueOn: LocalDate }) =>
	timeLeftOf(await deadlineFactsAsRead(unit, unit.scope.disputeId), dueOn);

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

/** @throws not_found unless the case is about this invoice. */
export async function invoiceOfCase(unit: Unit<ResolverScope>, invoiceId: string): Promise<string> {
	const { items } = await caseOf(unit, unit.scope.disputeId);
	if (!items.some((item) => item.invoiceId === invoiceId)) throw new AppError('not_found');
	return invoiceId;
}
