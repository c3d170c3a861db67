import { mayAmend } from '$lib/domain/disputes/amendment';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { attachmentsOf, type Attachment } from '../attachments/queries';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, reasonsOf } from '../settings/queries';
import { amendmentsOf } from './amendments';
import type { Case } from './case-queries';
import { following } from './following';
import { versionOf } from './lock-dispute';
import type { WantedInvoices } from './offered-invoices';
import { askedReason, invoicesToContest, linesToContest, offeredWithLines } from './portal-form';
import { caseByReference } from './portal-queries';

/** A case as its form shows it again, with everything it may be changed to. */
export async function amendForm(
	unit: Unit<PortalScope>,
	{ reference, ...wanted }: WantedInvoices & { reference: string }
) {
	const about = await caseByReference(unit, reference);
	const { dispute, reason, items } = about;
	const { id, status } = dispute;
	const named = [...wanted.invoiceIds, ...items.map(({ invoiceId }) => invoiceId)];
	const all = (await invoicesToContest(unit, id)).filter(({ freeMinor }) => freeMinor > 0n);
	const free = new Set(all.map((invoice) => invoice.id));
	const isFree = (invoiceId: string) => free.has(invoiceId);
	const { follows, settledBefore } = await following(unit, about);
	return {
		reference: dispute.reference,
		/** Credited in the case it takes up: not to be claimed once more. */
		before: settledBefore && { reference: follows ?? '', settled: settledBefore },
		version: await versionOf(unit, id),
		mayAmend: mayAmend(status),
		isOver: isClosed(status),
		...(await offeredWithLines(unit, all, { ...wanted, invoiceIds: named })),
		reasons: await reasonsFor(unit, about),
		/** Of invoices paid meanwhile: stays as it is. */
		settled: items.filter(({ invoiceId }) => !isFree(invoiceId)).map(({ number }) => number),
		/** All of them: its words may change without an invoice. */
		isSettled: !items.some(({ invoiceId }) => isFree(invoiceId)),
		said: {
			items: items.filter(({ invoiceId }) => isFree(invoiceId)),
			reasonCode: reason.code,
			requestedOutcome: dispute.requestedOutcome,
			explanation: dispute.explanation,
			detail: dispute.detail?.value ?? ''
		},
		/** Sent with it; those of the conversation stand there. */
		files: (await attachmentsOf(unit, id)).filter(({ messageId }) => !messageId).map(listed),
		amendments: await amendmentsShown(unit, id)
	};
}

/** Of the house he reads that it was it, not who of it nor what for. */
async function amendmentsShown(unit: Unit<PortalScope>, disputeId: string) {
	const { name: house } = await organisationOf(unit);
	return (await amendmentsOf(unit, disputeId)).map(({ id, before, after, at, byKind, byName }) => ({
		...{ id, before, after, at },
		byName: byKind === 'staff' ? house : byName
	}));
}

const listed = ({ id, name, bytes, scan }: Attachment) => ({ id, name, bytes, scan });

/** What is no disagreement opens no case and so amends none; its own reason stays, archived meanwhile or not. */
async function reasonsFor(unit: Unit<PortalScope>, { reason: own }: Case) {
	const offered = await reasonsOf(unit);
	const all = offered.some(({ id }) => id === own.id) ? offered : [own, ...offered];
	return all.filter(({ kind }) => kind === 'dispute').map(askedReason);
}

/** The lines of these invoices; those the case contests itself are free again. */
export async function linesToAmend(
	unit: Unit<PortalScope>,
	{ reference, invoiceIds }: { reference: string; invoiceIds: readonly string[] }
) {
	const { dispute } = await caseByReference(unit, reference);
	return linesToContest(unit, invoiceIds, dispute.id);
}
