import { localDateAt } from '$lib/domain/calendar';
import {
	knownAnswers,
	type KnownAnswer,
	type KnownFacts
} from '$lib/domain/disputes/known-answers';
import { money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { openInvoicesOfCustomer, sameOrder } from '../invoices/portal-queries';
import { creditsForCustomer } from '../payments/settlement-queries';
import { reasonByCode } from '../settings/queries';
import { decidedAbout } from './known-queries';

export interface AskedFor {
	invoiceIds: readonly string[];
	reasonCode: string;
	/** What the reason asked for besides words, as typed. */
	detail?: string | undefined;
}

/** What is on file that may settle a disagreement before it is sent: about the customer's own invoices only. */
export async function knownAbout(
	unit: Unit<PortalScope>,
	{ invoiceIds, reasonCode, detail = '' }: AskedFor
): Promise<KnownAnswer[]> {
	const reason = await reasonByCode(unit, reasonCode);
	if (reason.kind !== 'dispute' || invoiceIds.length === 0) return [];
	const { category, canonicalCode } = reason;
	return knownAnswers(
		{ category, canonicalCode, detail },
		await factsOf(unit, invoiceIds, reason.id)
	);
}

async function factsOf(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[],
	reasonId: string
): Promise<KnownFacts[]> {
	const invoices = (await openInvoicesOfCustomer(unit, unit.scope.customerId)).filter(({ id }) =>
		invoiceIds.includes(id)
	);
	const ids = invoices.map(({ id }) => id);
	if (ids.length === 0) return [];
	const documents = await documentsOfInvoices(unit, ids);
	const credits = await creditsForCustomer(unit, ids);
	const twins = await sameOrder(unit, ids);
	const decided = await decidedAbout(unit, ids, reasonId);
	return invoices.map(({ id, number, orderNumber }) => ({
		invoiceId: id,
		number,
		orderNumber,
		deliveryNotes: documents
			.filter(({ invoiceId, kind }) => invoiceId === id && kind === 'delivery_note')
			.map((note) => ({ documentId: note.id, name: note.name })),
		creditNotes: credits
			.filter(({ invoiceId }) => invoiceId === id)
			.map((note) => ({
				number: note.number,
				issuedOn: note.issuedOn,
				amount: money(note.amountMinor, note.currency)
			})),
		twins: twins.filter(({ of }) => of === id).map(({ of: _of, ...twin }) => twin),
		decided: decided
			.filter(({ invoiceId }) => invoiceId === id)
			.map(({ reference, verdict, decidedAt }) => ({
				reference,
				verdict,
				decidedOn: localDateAt(decidedAt, unit.scope.timeZone)
			}))
	}));
}
