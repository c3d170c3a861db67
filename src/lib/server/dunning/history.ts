import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { PastNotice } from '$lib/domain/dunning/decision';
import type { StepDefinition, Tone } from '$lib/domain/dunning/scenario';
import { firstDay } from '$lib/domain/dunning/step-window';
import { stepKeyOf } from '$lib/domain/dunning/written-again';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { returnedNotices, type KnownReturn } from '../delivery/returned-notices';
import { oneOf } from '../db/one-of';
import { FIELD, LINE, linesIn } from '../db/text-rows';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';

/** Kept among the reasons of a notice that a person decided not to send. */
export const SKIPPED = 'skipped';
/** Beside it: a hand-over that happened, and is over; it may come again after its delay. */
export const TAKEN_BACK = 'taken_back';
/** A letter that came back and gave its step to another one. */
export const WRITTEN_AGAIN = 'written_again';

export interface HistoryNotice extends PastNotice {
	noticeId: string;
	customerId: string;
	status: NoticeStatus;
	/** The step handed the customer over to the lawyers. */
	legal: boolean;
}

/** What was said, is being said or was refused by a person, the oldest first. */
export const historyOf = async (
	unit: Unit<InsideScope>,
	customerId: string
): Promise<HistoryNotice[]> => (await historyByCustomer(unit, [customerId]))(customerId);

/**
 * The same by customer; never `except`, which are looked at again. A customer has many past notices: they come as one row with one text
 * (docs/decisions/reading-in-bulk.md), without what they said: it is large, and no fact. Cancelled by
 * the facts is as if it had never been planned; skipped by a person is settled. A mail that was tried
 * again is said on the day of its last look, not on the one it was planned; a call on the day of the
 * conversation, not on the one it was closed.
 */
export async function historyByCustomer(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	except: readonly string[] = []
): Promise<(customerId: string) => HistoryNotice[]> {
	const { rows } = await unit.tx.execute<HistoryText>(sql`
		with known as materialized (
			select ${step.id}, ${step.definition}->>'legal' as legal, ${step.definition}->>'phase' as phase,
				${step.definition}->>'opensDays' as opens_days
			from ${step} where ${step.organisationId} = ${unit.scope.organisationId})
		select ${notice.customerId} as "customerId", bool_or(${notice.channel} not in ('email', 'call')) as "mayReturn", string_agg(concat_ws(${FIELD}, ${notice.id}, ${notice.status},
			${notice.stepKey}, ${notice.leaderInvoiceId}, coalesce(${notice.tone}, ''),
			coalesce(${spokenOn}, ${notice.closedOn}, greatest(${notice.plannedOn}, (${notice.content}->>'on')::date)),
			coalesce(known.legal, ''), ${notice.reasons} ? ${TAKEN_BACK}, known.phase, known.opens_days,
			coalesce(${notice.content}->'writtenAgain'->>'on', ''),
			${spokenOn} is not null), ${LINE} order by ${notice.plannedAt}, ${notice.id}) as lines
		from ${notice} join known on known.id = ${notice.stepId}
		where ${notice.organisationId} = ${unit.scope.organisationId} and ${oneOf(notice.customerId, customerIds)}
			and (${notice.status} <> 'cancelled' or ${notice.reasons} ? ${SKIPPED})
			and ${except.length ? sql`not ${oneOf(notice.id, except)}` : sql`true`}
		group by ${notice.customerId}`);
	const linesOf = new Map(rows.map(({ customerId, lines }) => [customerId, lines]));
	// Only of texts and letters is it heard here that they came back; most customers get mails.
	const mayReturn = rows.some((row) => row.mayReturn);
	const returned = mayReturn ? await returnedNotices(unit, customerIds) : NONE_RETURNED;
	return (id) => linesIn(linesOf.get(id)).map((line) => heard(noticeIn(line, id), returned));
}

/** Of a call alone: taking the content of every notice apart takes its time. */
const spokenOn = sql`case when ${notice.channel} = 'call' then (${notice.content}->>'spokenOn')::date end`;

interface HistoryText extends Record<string, unknown> {
	customerId: string;
	mayReturn: boolean;
	lines: string;
}
const NONE_RETURNED: ReadonlyMap<string, KnownReturn> = new Map();

/**
 * A text or a letter that came back reached nobody: it is said, and no contact. A letter its provider
 * refused, and that a person printed and posted instead, did not come back with that.
 */
export function heard(
	notice: HistoryNotice,
	returned: ReadonlyMap<string, KnownReturn>
): HistoryNotice {
	const known = returned.get(notice.noticeId);
	const isInOurHands = known === 'given_up' && notice.status === 'done';
	return known && !isInOurHands ? { ...notice, counts: false, returned: true } : notice;
}

function noticeIn(line: string, customerId: string): HistoryNotice {
	const [
		noticeId,
		status,
		stepKey,
		leaderInvoiceId,
		tone,
		on,
		legal,
		back,
		phase,
		opensDays,
		again,
		spoken
	] = line.split(FIELD);
	const known = {
		noticeId: noticeId!,
		customerId,
		status: status as NoticeStatus,
		stepKey: stepKeyOf(stepKey!),
		leaderInvoiceId: leaderInvoiceId!,
		on: on as LocalDate,
		counts: CONTACTS.has(status as NoticeStatus) || spoken === 't',
		firstDay: firstDay({ phase: phase as StepDefinition['phase'], opensDays: Number(opensDays) }),
		legal: legal === 'true'
	};
	return {
		...known,
		...(tone && { tone: tone as Tone }),
		...(back === 't' && { takenBack: true as const }),
		...(back !== 't' && status === 'cancelled' && { skipped: true as const }),
		...(status === 'to_confirm' && { waits: true as const }),
		...(again && { writtenAgainOn: again as LocalDate })
	};
}

export interface NoticeRow {
	/** Never its content: it is large, and what was written is no fact. */
	row: Pick<
		typeof notice.$inferSelect,
		| 'id'
		| 'customerId'
		| 'status'
		| 'reasons'
		| 'stepKey'
		| 'leaderInvoiceId'
		| 'tone'
		| 'closedOn'
		| 'plannedOn'
	>;
	/** Day of its last look; a mail that is tried again is said on that day, not on the one it was planned. */
	claimedOn: LocalDate | null;
	legal: boolean | null;
	/** Of a call: the last day somebody was spoken to. */
	spokenOn: LocalDate | null;
	/** A letter that came back is written again from this day on. */
	writtenAgainOn: LocalDate | null;
	phase: StepDefinition['phase'];
	opensDays: number;
}

/** Cancelled by the facts: as if it had never been planned. Skipped by a person: settled. */
export const isHistory = ({ row: { status, reasons } }: NoticeRow): boolean =>
	status !== 'cancelled' || reasons.includes(SKIPPED);

/**
 * Said, being said, or perhaps said. What failed, was skipped or waits for a person reached nobody,
 * unless it is a call in which somebody was spoken to.
 */
const CONTACTS: ReadonlySet<NoticeStatus> = new Set(['planned', 'sent', 'unknown', 'done']);

const latest = (a: LocalDate, b: LocalDate | null): LocalDate => (b && b > a ? b : a);

export const remembered = ({
	row,
	claimedOn,
	legal,
	spokenOn,
	writtenAgainOn,
	...window
}: NoticeRow): HistoryNotice => ({
	noticeId: row.id,
	customerId: row.customerId,
	status: row.status,
	stepKey: stepKeyOf(row.stepKey),
	leaderInvoiceId: row.leaderInvoiceId,
	...(row.tone && { tone: row.tone }),
	on: spokenOn ?? row.closedOn ?? latest(row.plannedOn, claimedOn),
	counts: CONTACTS.has(row.status) || spokenOn !== null,
	firstDay: firstDay(window),
	legal: legal ?? false,
	...(row.reasons.includes(TAKEN_BACK) && { takenBack: true as const }),
	...(!row.reasons.includes(TAKEN_BACK) &&
		row.status === 'cancelled' && { skipped: true as const }),
	...(writtenAgainOn && { writtenAgainOn })
});
