import { latestAtOnce } from '$lib/domain/promises/plan';
import type { InsideScope } from '../auth/scope';
import { holderOf } from '../auth/link-queries';
import { reachedToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { openInvoices } from '../invoices/queries';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { heldAgain } from './held-at-once';
import type { MadePart } from './plan-queries';
import { promisedIn } from './promise-said';
import { acceptedFor } from './tell-of-promise';

/** Whoever promised through a link reads what became of it, and which day would do. */
export async function tellOfDecision(
	unit: Unit<InsideScope>,
	parts: Parts,
	{ verdict, note }: { verdict: 'approved' | 'refused'; note: string }
): Promise<void> {
	const [{ row }] = parts;
	const known = row.linkId && (await holderOf(unit, row.linkId));
	// Whoever was removed meanwhile is written to no more.
	const [holder] = known ? await reachedToday(unit, [known]) : [];
	if (!holder) return;
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:promise-${verdict}:${row.id}:${holder.email}`,
		to: { email: holder.email, name: holder.name, language: row.language ?? holder.language },
		customerId: row.customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: {
			event: verdict === 'approved' ? 'promise_approved' : 'promise_refused',
			path: verdict === 'approved' ? `/promise?made=${row.id}` : '/promise',
			amounts: promisedIn(parts),
			...(verdict === 'approved' ? acceptedFor(parts) : await refusedOf(unit, parts)),
			text: note
		}
	});
}

type Parts = readonly [MadePart, ...MadePart[]];

const invoiceIdsOf = (parts: Parts): string[] => [
	...new Set(parts.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)))
];

/** What he had proposed, and which day would do. */
async function refusedOf(unit: Unit<InsideScope>, parts: Parts) {
	const invoices = await openInvoices(unit, { invoiceIds: invoiceIdsOf(parts) });
	const asked = {
		invoices: invoices.map(({ number }) => number),
		parts: parts.map((part) => ({ amounts: promisedIn([part]), on: part.row.dueOn }))
	};
	return { asked, ...(await latestDay(unit, parts)) };
}

/** None where somebody would decide about a nearer day too. */
async function latestDay(unit: Unit<InsideScope>, parts: Parts) {
	const invoiceIds = invoiceIdsOf(parts);
	if (!(await heldAgain(unit, { customerId: parts[0].row.customerId, invoiceIds }))) return {};
	const { promiseMaximumDays } = await organisationOf(unit);
	return { on: latestAtOnce(unit.today, promiseMaximumDays, await workingCalendarOf(unit)) };
}
