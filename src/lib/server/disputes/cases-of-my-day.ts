import { and, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import { addWorkingDays, type LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { AskedOfCustomer } from '$lib/domain/disputes/silent-customer';
import { DANGERS } from '$lib/domain/disputes/queue-filter';
import { hasOpenRequest } from '../credits/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { workingCalendarOf } from '../settings/queries';
import { adviceAsked } from './advice-asked';
import { lastAnswers } from './answered-cases';
import { leaversOf } from './asked-of-nobody';
import { askedOfCustomers } from './asked-of-customers';
import { hisUnanswered, hisUnansweredQuestions, spokenDays } from './customer-spoke-last';
import { hisToTakeOn } from './his-to-take-on';
import { lateSignatures } from './late-signatures';
import { promisedDay } from './moved-days';
import { inDanger, inView, isIn, isOneOf, type Looker } from './queue-filter';
import { listedIds } from './queue-list';
import { lookerOf } from './queue-looker';
import { queueRows } from './queue-rows';
import { refusedRequests, type RefusedRequest } from './refused-requests';
import { hasOpenTask } from './task-queries';

/** What a case waits for from whoever looks at it. */
export type Awaited = Found | 'unreached';
type Found =
	| 'approval'
	| 'asked'
	| 'advice'
	| 'anew'
	| 'silent'
	| 'reply'
	| 'signature'
	| 'decide'
	| 'assign'
	| 'close'
	| 'case';
/** A case has one line: the first of these; who answered leaves a decision to take, however near its day is. */
const ORDER: readonly Found[] = [
	'approval',
	'asked',
	'advice',
	'anew',
	'decide',
	'case',
	'silent',
	'reply',
	'signature',
	'assign',
	'close'
];

/**
 * Cases that wait for whoever looks, each kind asked for by itself, so that none is crowded out by the others: his
 * signature, his answer to an approver or to whoever is asked and asks him first, what nobody could sign any more, a promised day or a deadline that is near, words of the customer,
 * what was answered or nobody was asked about, a decision to close, a signature of somebody else that is late,
 * a question its customer did not answer in time, or that reaches nobody.
 */
export async function casesOfMyDay(
	unit: Unit<DeskScope>,
	{ nearDays, most }: { nearDays: number; most: number }
) {
	const looker = await lookerOf(unit);
	const after = addWorkingDays(unit.today, nearDays + 1, await workingCalendarOf(unit));
	const mine = (which: SQL | undefined) =>
		listedIds(unit, looker, { where: and(inView(looker, 'mine'), which), most });
	const unsigned = await lateSignatures(unit, looker, most);
	// While somebody else is to sign, no day of the case is his to keep.
	const isWithOthers = isOneOf(looker.requests.byOthers.map(({ row }) => row.disputeId));
	const refused = await refusedToDecide(unit);
	const next = await hisToTakeOn(unit, looker, refused);
	const advice = await adviceAsked(unit, looker);
	const found: Record<Found, readonly string[]> = {
		approval: looker.requests.toSign,
		asked: looker.requests.toReply,
		advice: [...advice.keys()],
		anew: [...looker.requests.toRedo.keys()],
		case: await mine(
			and(
				not(isWithOthers),
				or(isBefore(after, looker), ...DANGERS.map((one) => inDanger(looker, one)))
			)
		),
		signature: [...unsigned.keys()],
		reply: await listedIds(unit, looker, { where: await hisUnanswered(unit, looker), most }),
		decide: await listedIds(unit, looker, { where: next.decide, most }),
		assign: await listedIds(unit, looker, { where: next.assign, most }),
		silent: await listedIds(unit, looker, {
			where: await hisUnansweredQuestions(unit, looker),
			most
		}),
		close: await mine(isToClose(unit))
	};
	const awaited = new Map<string, Found>();
	for (const kind of ORDER)
		for (const id of found[kind]) if (!awaited.has(id)) awaited.set(id, kind);
	const rows = await queueRows(unit, [...awaited.keys()], looker);
	const spokenOn = await spokenDays(unit, found.reply);
	const answers = await lastAnswers(unit, [...found.decide, ...found.assign]);
	const asked = await askedOfCustomers(unit, found.silent);
	const leavers = await leaversOf(unit, found.assign);
	const unasked = new Set(found.assign);
	return rows.map((row) => ({
		...{
			...row,
			awaited: awaitedAs(awaited.get(row.id)!, asked.get(row.id), isAgain(row, unasked))
		},
		/** Of an offer nobody signed in time. */
		offerUntil: looker.requests.toRedo.get(row.id) ?? null,
		/** The day its customer wrote what nobody answered. */
		spokenOn: spokenOn.get(row.id) ?? null,
		/** Who answered what nobody decided yet, or handed it back. */
		answered: answers.get(row.id) ?? null,
		/** Who did not sign what is to be decided otherwise. */
		refused: refused.get(row.id) ?? null,
		/** Who was asked, and left before he answered. */
		leaver: leavers.get(row.id) ?? null,
		/** The day its customer was asked what he did not answer. */
		askedOn: asked.get(row.id)?.askedOn ?? null,
		/** Who wants to know something of him before he answers. */
		advice: advice.get(row.id) ?? null,
		/** Who did not sign in time. */
		unsigned: unsigned.get(row.id) ?? null
	}));
}

/** Where somebody was asked about the case since, his answer comes first. */
const refusedToDecide = async (
	unit: Unit<DeskScope>
): Promise<ReadonlyMap<string, RefusedRequest>> =>
	new Map([...(await refusedRequests(unit))].filter(([, { isAskedSince }]) => !isAskedSince));

/** Asked of somebody once, and of nobody any more: he cannot keep its day by himself, however near it is. */
const isAgain = (row: { id: string; status: DisputeStatus }, unasked: ReadonlySet<string>) =>
	row.status !== 'submitted' && unasked.has(row.id);

function awaitedAs(
	found: Found,
	asked: Pick<AskedOfCustomer, 'isReached'> | undefined,
	again: boolean
): Awaited {
	if (found === 'case' && again) return 'assign';
	return found === 'silent' && asked?.isReached === false ? 'unreached' : found;
}

const AWAITED: DisputeStatus[] = ['submitted', 'assigned', 'in_progress', 'waiting_third_party'];

const isBefore = (day: LocalDate, looker: Looker): SQL | undefined =>
	and(isIn(looker, AWAITED), sql`${promisedDay(looker.stale)} < ${day}`);

/** Decided, and nothing is left to do or to be made by accounting. */
const isToClose = (unit: Unit<DeskScope>): SQL | undefined =>
	and(
		inArray(queueCase.status, ['decided', 'implementing']),
		not(hasOpenTask(unit, queueCase.id)),
		not(hasOpenRequest(unit, queueCase.id))
	);
