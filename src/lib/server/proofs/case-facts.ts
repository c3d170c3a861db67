import { attachmentsOf } from '../attachments/queries';
import { everyEventAbout } from '../audit/every-event';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { keptMessages } from '../delivery/kept-messages';
import { caseOf, disputeIdOf } from '../disputes/case-queries';
import { recordOfCase } from '../disputes/case-record';
import { doublesOf } from '../disputes/merged-talk';
import { noticesAbout } from '../dunning/notices-about';
import { documentsOfCase } from '../invoices/document-queries';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { creditNotesOf } from '../payments/queries';
import { organisationOf } from '../settings/queries';

interface Wanted {
	reference: string;
	linkWords: string;
	/** The notices about its invoices lie beside the case, told once for all of them. */
	noticesBeside?: boolean;
}

/** Everything there is to prove about a case and about those that went into it, read in one go. @throws not_found */
export async function caseFacts(unit: Unit<DeskScope>, wanted: Wanted): Promise<CaseFacts> {
	const own = await ownFacts(unit, wanted);
	const doubles: OwnFacts[] = [];
	for (const { reference } of await doublesOf(unit, own.about.dispute.id))
		doubles.push(await ownFacts(unit, { ...wanted, reference, noticesBeside: true }));
	return { ...own, doubles };
}

async function ownFacts(
	unit: Unit<DeskScope>,
	{ reference, linkWords, noticesBeside = false }: Wanted
) {
	const about = await caseOf(unit, await disputeIdOf(unit, reference));
	const { id, customerId } = about.dispute;
	const invoices = invoicesIn(about.items);
	const invoiceIds = invoices.map((invoice) => invoice.id);
	const notices = noticesBeside ? [] : await noticesAbout(unit, { customerId, invoiceIds });
	const noticeIds = notices.map(({ noticeId }) => noticeId);
	return {
		about,
		invoices,
		notices,
		at: unit.now,
		organisation: await organisationOf(unit),
		record: await recordOfCase(unit, about),
		messages: await keptMessages(unit, { customerId, disputeId: id, noticeIds }, linkWords),
		files: await attachmentsOf(unit, id, 'all'),
		papers: await documentsOfCase(unit, id),
		creditNotes: await creditNotesOf(unit, id),
		beside: await documentsOfInvoices(unit, invoiceIds),
		audit: await everyEventAbout(unit, { kind: 'dispute', id })
	};
}
type OwnFacts = Awaited<ReturnType<typeof ownFacts>>;
export interface CaseFacts extends OwnFacts {
	/** The cases that go on in this one, without the notices that lie beside it. */
	doubles: readonly OwnFacts[];
}

/** Each once, in the order of the claim. */
const invoicesIn = (items: readonly { invoiceId: string; number: string }[]) => [
	...new Map(items.map(({ invoiceId: id, number }) => [id, { id, number }])).values()
];
