import { latestAtOnce } from '$lib/domain/promises/plan';
import type { InsideScope } from '../auth/scope';
import { holderOf } from '../auth/link-queries';
import { reachedToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { heldAgain } from './held-at-once';
import type { MadePart } from './plan-queries';
import { promisedIn } from './promise-said';
import { acceptedFor } from './tell-of-promise';

/** Whoever promised through a link reads what became of it, and which day would do. */
export async function tellOfDecision(
	unit: Unit<InsideScope>,
	parts: readonly [MadePart, ...MadePart[]],
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
			...(verdict === 'approved' ? acceptedFor(parts) : await latestDay(unit, parts)),
			text: note
		}
	});
}

/** None where somebody would decide about a nearer day too. */
async function latestDay(unit: Unit<InsideScope>, parts: readonly [MadePart, ...MadePart[]]) {
	const invoiceIds = parts.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId));
	if (!(await heldAgain(unit, { customerId: parts[0].row.customerId, invoiceIds }))) return {};
	const { promiseMaximumDays } = await organisationOf(unit);
	return { on: latestAtOnce(unit.today, promiseMaximumDays, await workingCalendarOf(unit)) };
}
