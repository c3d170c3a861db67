import { uuidv7 } from 'uuidv7';
import { localDateAt } from '$lib/domain/calendar';
import { totals } from '$lib/domain/money';
import { latestAtOnce, latestToAsk, quickDays } from '$lib/domain/promises/plan';
import { leftMinor, standingOfPlan } from '$lib/domain/promises/standing';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { heldAgain, heldAtOnce } from './held-at-once';
import { isOfferKey } from './offer-key';
import { planOf, type MadePart } from './plan-queries';
import { choicesIn, offeredToPromise, promisableOf } from './promisable';
import { undecidedRequest, waitingRequests } from './waiting-requests';

/** What the page of a promise needs: what can be promised, and which days are agreed to at once. */
export async function promiseForm(
	unit: Unit<PortalScope>,
	{ noticed, invoiceIds }: { noticed: ReadonlySet<string>; invoiceIds: readonly string[] }
) {
	const { promiseMaximumDays, promiseInstalments, promiseGraceDays } = await organisationOf(unit);
	const calendar = await workingCalendarOf(unit);
	const { free, withheld, made } = await promisableOf(unit, noticed);
	const asked = new Set(invoiceIds);
	const offered = offeredToPromise(free, invoiceIds);
	return {
		...offered,
		/** What of it needs nobody to decide, on a day up to `latestAtOnce`; and why all of it does. */
		...(await heldAtOnce(unit, {
			made,
			free: new Map(free.map(({ id, freeMinor }) => [id, freeMinor])),
			choices: choicesIn(free, offered)
		})),
		/** There is something to promise, on this page or not. */
		isPossible: free.length > 0,
		/** In a formal notice: no date is agreed to here. */
		withheld: withheld.filter(({ id }) => asked.size === 0 || free.length === 0 || asked.has(id)),
		waiting: await waitingRequests(unit),
		quickDays: quickDays(unit.today, promiseMaximumDays, calendar),
		latestAtOnce: latestAtOnce(unit.today, promiseMaximumDays, calendar),
		/** The last day somebody would decide about. */
		latestToAsk: latestToAsk(unit.today, promiseMaximumDays),
		/** Payments one plan may have. */
		instalments: promiseInstalments,
		/** Working days on which the money of a promised day is still waited for. */
		graceDays: promiseGraceDays,
		today: unit.today,
		idempotencyKey: uuidv7()
	};
}

/** A promise as whoever made it reads it again. */
export async function madePlan(unit: Unit<PortalScope>, promiseId: string) {
	const parts = await planOf(unit, promiseId);
	const first = parts[0]!;
	const { standing, dueOn } = standingOfPlan(parts);
	const request = standing === 'to_decide' ? undecidedRequest(parts, unit.today) : null;
	const { customerId } = unit.scope;
	const invoiceIds = [
		...new Set(parts.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)))
	];
	return {
		promiseId: first.row.id,
		standing,
		/** The day of the payment that stands so. */
		standsOn: dueOn,
		/** It went beyond the policy, and nobody agreed to it. */
		isRequest: first.isBeyond && first.verdict !== 'approved',
		/** As long as nobody decided. */
		request,
		/** Its text is on its way to this reader. */
		isJustMade: isJustMade(unit, first.row),
		/** Why somebody decides, besides its day. */
		why: first.row.beyond.find((reason) => reason !== 'too_far') ?? null,
		/** Refused, nothing but its day had to be decided, and a nearer one would not have to be. */
		isOnlyTooFar:
			standing === 'refused' &&
			isOnlyTooFar(first) &&
			(await heldAgain(unit, { customerId, invoiceIds })),
		/** The words that were shown when it was made, one line each. */
		lines: first.row.shownText.split('\n').filter(Boolean),
		/** His own words; what a colleague noted of a call stays inside. */
		note: first.row.source === 'portal' && !isOffer(first.row) ? first.row.note : '',
		madeAt: first.row.madeAt,
		madeBy: first.row.madeByName,
		withdrawnBy: parts.find(({ row }) => row.withdrawnBy)?.row.withdrawnBy ?? null,
		refusal: first.row.verdict === 'refused' ? noteTold(first.row) : '',
		/** Somebody agreed to what went beyond the policy. */
		agreed: agreedTo(unit, first.row),
		parts: parts.map(({ dueOn, graceEnd, items, standing }) => ({
			dueOn,
			standing,
			/** Waited for still, though its day is over; until when. */
			isPast: dueOn < unit.today,
			waitedUntil: graceEnd,
			amounts: totals(items.map(({ amountMinor: minor, currency }) => ({ minor, currency }))),
			left: totals(items.map((item) => ({ minor: leftMinor(item), currency: item.currency })))
		})),
		invoiceIds,
		/** As long as somebody may agree to it still. */
		canWithdraw:
			parts.some((part) => part.standing === 'open') ||
			(request !== null && unit.today <= first.graceEnd)
	};
}

/** Made by accepting an offer of ours, it has our words beside it and none of his. */
const isOffer = ({ idempotencyKey }: MadePart['row']): boolean => isOfferKey(idempotencyKey);

const agreedTo = ({ scope }: Unit<PortalScope>, row: MadePart['row']) =>
	row.verdict === 'approved' && row.decidedAt && !isOffer(row)
		? { on: localDateAt(row.decidedAt, scope.timeZone), note: noteTold(row) }
		: null;

/** What whoever decided wrote to him: with a request made by telephone nothing is mailed, and its note was written to colleagues. */
const noteTold = ({ source, decisionNote }: MadePart['row']): string =>
	source === 'portal' ? decisionNote : '';

const isOnlyTooFar = ({ row: { beyond } }: MadePart): boolean =>
	beyond.length > 0 && beyond.every((one) => one === 'too_far');

/** As long as the mail may take. */
const JUST_MADE_MS = 10 * 60_000;

const isJustMade = (
	{ scope, now }: Unit<PortalScope>,
	{ linkId, madeAt }: MadePart['row']
): boolean => linkId === scope.holder.linkId && now.getTime() - madeAt.getTime() < JUST_MADE_MS;
