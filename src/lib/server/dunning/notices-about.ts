import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentById } from '../invoices/document-queries';
import { callsOf } from './call-queries';
import type { NoticeContent } from './notice-content';
import { noticesOfCustomer, noticesSaidTo, SAID } from './notice-queries';
import { letterOf } from './read-letter';

interface Named {
	customerId: string;
	invoiceIds: readonly string[];
}

/** What was said to a customer about any of these invoices, the oldest first, with its letter and its calls. */
export async function noticesAbout(unit: Unit<InsideScope>, { customerId, invoiceIds }: Named) {
	const ids = new Set(invoiceIds);
	const said = (await noticesOfCustomer(unit, customerId))
		.filter((row) => SAID.includes(row.status))
		.filter((row) => ids.has(row.leaderInvoiceId) || names(row.content, ids))
		.reverse();
	return withPapers(unit, said);
}

/** A page of all that was said to a customer, with letters and calls. */
export const noticesToProve = async (
	unit: Unit<InsideScope>,
	page: Parameters<typeof noticesSaidTo>[1]
) => withPapers(unit, await noticesSaidTo(unit, page));

async function withPapers(
	unit: Unit<InsideScope>,
	said: Awaited<ReturnType<typeof noticesSaidTo>>
) {
	const found = [];
	for (const { noticeId, ...row } of said)
		found.push({
			...{ ...row, noticeId },
			calls: row.channel === 'call' ? await callsOf(unit, noticeId) : [],
			...(await onPaper(unit, noticeId))
		});
	return found;
}
export type NoticeAbout = Awaited<ReturnType<typeof noticesAbout>>[number];

const names = (content: NoticeContent | null, ids: ReadonlySet<string>): boolean =>
	content?.items.some(({ invoiceId }) => ids.has(invoiceId)) ?? false;

/** Its letter, and the receipt of the post. */
async function onPaper(unit: Unit<InsideScope>, noticeId: string) {
	const letter = await letterOf(unit, noticeId);
	const proof = letter?.proofId ? await documentById(unit, letter.proofId) : null;
	return { letter, proof };
}
