import { say } from '$lib/i18n/words';
import { unitOfWork } from '../db/client';
import { readDocument } from '../invoices/read-document';
import type { Asked } from './asked';
import type { Entry, PathOf } from './entry';

/** Drawing needs fonts and a large library: loaded when somebody asks. */
const drawing = {
	invoice: async () => (await import('../pdf/invoice')).invoicePdf,
	creditNote: async () => (await import('../pdf/credit-note')).creditNotePdf
};

export interface AskedPapers extends Pick<Asked, 'scope' | 'language'> {
	facts: Pick<Asked['facts'], 'invoices' | 'beside'>;
}

/** Each invoice as it was received, else the copy drawn from the ledger. */
export const invoiceEntries = ({ scope, facts, language }: AskedPapers, pathOf: PathOf): Entry[] =>
	facts.invoices.map(({ id, number }) => ({
		path: pathOf('invoices', say('desk_proof_name_invoice', { number }, language)),
		kind: 'invoice',
		content: async () => {
			const invoicePdf = await drawing.invoice();
			return (await unitOfWork(scope, (unit) => invoicePdf(unit, id))).content;
		}
	}));

/** Delivery notes and orders beside the invoices, what was handed over in the case, its credit notes. */
export const paperEntries = (asked: Asked, pathOf: PathOf): Entry[] => [
	...besideInvoices(asked, pathOf),
	...handedOverEntries(asked, pathOf)
];

/** The same without what lies beside the invoices. */
export const handedOverEntries = (asked: Asked, pathOf: PathOf): Entry[] => [
	...handedOver(asked, pathOf),
	...drawnCreditNotes(asked, pathOf)
];

/** One delivery note of several invoices is one file. */
export const besideInvoices = ({ scope, facts }: AskedPapers, pathOf: PathOf): Entry[] =>
	[...new Map(facts.beside.map((paper) => [paper.id, paper])).values()].map(
		({ invoiceId, id: documentId, name }) => ({
			path: pathOf('documents', name),
			kind: 'document',
			content: async () =>
				(await unitOfWork(scope, (unit) => readDocument(unit, { invoiceId, documentId }))).content
		})
	);

const handedOver = ({ facts }: Asked, pathOf: PathOf): Entry[] =>
	facts.papers.map((paper) => ({
		path: pathOf('documents', paper.name),
		kind: 'document',
		content: paper
	}));

/** Those the ledger sent no file for. */
function drawnCreditNotes({ scope, facts, language }: Asked, pathOf: PathOf): Entry[] {
	const { customerId, reference } = facts.about.dispute;
	const filed = new Set(facts.papers.map(({ id }) => id));
	return facts.creditNotes
		.filter(({ documentId }) => documentId === null || !filed.has(documentId))
		.map((note) => ({
			path: pathOf(
				'documents',
				say('desk_proof_name_credit_note', { number: note.number }, language)
			),
			kind: 'document',
			content: async () => {
				const creditNotePdf = await drawing.creditNote();
				const printed = { ...note, customerId, reference };
				return (await unitOfWork(scope, (unit) => creditNotePdf(unit, printed))).content;
			}
		}));
}
