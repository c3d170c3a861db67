import { canMove } from '$lib/domain/disputes/lifecycle';
import type { ResolveDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { payPathOf } from '$lib/domain/receivables/pay-path';
import { record } from '../audit/record';
import type { LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../auth/scope';
import { lockRequestsOf } from '../credits/lock-requests';
import { postedLessOf, postedNumberOf } from '../credits/queries';
import type { Unit } from '../db/client';
import { bookCredit } from './book-credit';
import { refuseWhileKeptOpen } from './kept-open';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf } from './case-queries';
import { currentResolution, type Resolution } from './queries';
import { quietPeriodFromToday, type QuietPeriod } from './quiet-period';
import { satisfactionOf } from './satisfaction';
import { stillDueOf } from './still-due';
import { moveCase } from './move-case';
import { refuseWhenSpoken } from './words-since';

/** Closes a decided case: the credit settles its part, the rest goes back to its scenario after the quiet period. */
export async function resolveDispute(
	unit: Unit<DeskScope>,
	input: ResolveDisputeInput & {
		creditNoteOn?: LocalDate;
		seen?: string;
		lessMinor?: bigint | undefined;
	}
): Promise<QuietPeriod & { stillDueMinor: bigint }> {
	const { status } = await lockDispute(unit, input.disputeId);
	await lockRequestsOf(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	const decision = await currentResolution(unit, { id: input.disputeId, status });
	if (!canMove(status, 'resolved') || !decision)
		throw new AppError('transition_not_allowed', { from: status, to: 'resolved' });
	await refuseWhileKeptOpen(unit, input.disputeId);
	const about = await caseOf(unit, input.disputeId);
	const posted = await postedNumberOf(unit, decision.id);
	const number = posted ?? creditNumberIn(decision, input);

	const on = input.creditNoteOn ?? unit.today;
	const { lessMinor } = input;
	if (number && !posted) await bookCredit(unit, about, decision, { number, on, lessMinor });
	const quiet = await quietPeriodFromToday(unit);
	// Another case or a promise about the same invoices goes on.
	const left = await stillDueOf(unit, about, true);
	const { stillDue, dueOn, days, payable, promised, elsewhere, held } = left;
	const { currency } = about.claimed;
	const facts = {
		// What the credit note really is of: it may be a little less than was granted.
		accepted: money((await postedLessOf(unit, decision.id)) ?? decision.acceptedMinor, currency),
		creditNote: number,
		...{ stillDue, dueOn, days, promised, elsewhere, held, today: unit.today },
		customerCode: about.customer.code,
		...(stillDue.minor > 0n && { payPath: payPathOf(payable) }),
		quietUntil: quiet.quietUntil,
		...((await satisfactionOf(unit, input.disputeId)) && { rated: true })
	};
	await moveCase(unit, about, 'resolved', {
		note: number,
		told: { mail: 'dispute-resolved', facts }
	});
	await record(
		unit,
		'dispute.resolved',
		{ kind: 'dispute', id: input.disputeId, customerId: about.customer.id },
		{ creditNote: number, acceptedMinor: decision.acceptedMinor, quietUntil: quiet.quietUntil }
	);
	return { ...quiet, stillDueMinor: stillDue.minor };
}

/** What is accepted is no longer asked for, and the books say why; an outcome that accepts nothing needs no number. */
function creditNumberIn(
	{ acceptedMinor }: Resolution,
	{ creditNoteNumber }: ResolveDisputeInput
): string {
	if (acceptedMinor === 0n) return '';
	if (!creditNoteNumber) throw new AppError('required', {}, 'creditNoteNumber');
	return creditNoteNumber;
}
