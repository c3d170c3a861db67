import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { PastNotice } from '$lib/domain/dunning/decision';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import { firstDay } from '$lib/domain/dunning/step-window';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';

/** Kept among the reasons of a notice that a person decided not to send. */
export const SKIPPED = 'skipped';
/** Beside it: a hand-over that happened, and is over; it may come again after its delay. */
export const TAKEN_BACK = 'taken_back';

export interface HistoryNotice extends PastNotice {
	noticeId: string;
	customerId: string;
	status: NoticeStatus;
	/** The step handed the customer over to the lawyers. */
	legal: boolean;
}

/** What was said, is being said or was refused by a person; never `except`, which are looked at again. */
export async function historyOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	except: readonly string[] = []
): Promise<HistoryNotice[]> {
	const rows = await unit.tx
		.select({
			row: {
				id: notice.id,
				customerId: notice.customerId,
				status: notice.status,
				reasons: notice.reasons,
				stepKey: notice.stepKey,
				leaderInvoiceId: notice.leaderInvoiceId,
				tone: notice.tone,
				closedOn: notice.closedOn,
				plannedOn: notice.plannedOn
			},
			claimedOn: sql<LocalDate | null>`${notice.content}->>'on'`,
			legal: sql<boolean | null>`(${step.definition}->>'legal')::boolean`,
			phase: sql<StepDefinition['phase']>`${step.definition}->>'phase'`,
			opensDays: sql<number>`(${step.definition}->>'opensDays')::int`
		})
		.from(notice)
		.innerJoin(
			step,
			and(eq(step.organisationId, notice.organisationId), eq(step.id, notice.stepId))
		)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds),
				except.length ? notInArray(notice.id, [...except]) : undefined
			)
		)
		.orderBy(asc(notice.plannedAt), asc(notice.id));
	return rows.filter(isHistory).map(remembered);
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
	phase: StepDefinition['phase'];
	opensDays: number;
}

/** Cancelled by the facts: as if it had never been planned. Skipped by a person: settled. */
export const isHistory = ({ row: { status, reasons } }: NoticeRow): boolean =>
	status !== 'cancelled' || reasons.includes(SKIPPED);

/** Said, being said, or perhaps said. What failed, was skipped or waits for a person reached nobody. */
const CONTACTS: ReadonlySet<NoticeStatus> = new Set(['planned', 'sent', 'unknown', 'done']);

const latest = (a: LocalDate, b: LocalDate | null): LocalDate => (b && b > a ? b : a);

export const remembered = ({ row, claimedOn, legal, ...window }: NoticeRow): HistoryNotice => ({
	noticeId: row.id,
	customerId: row.customerId,
	status: row.status,
	stepKey: row.stepKey,
	leaderInvoiceId: row.leaderInvoiceId,
	...(row.tone && { tone: row.tone }),
	on: row.closedOn ?? latest(row.plannedOn, claimedOn),
	counts: CONTACTS.has(row.status),
	firstDay: firstDay(window),
	legal: legal ?? false,
	...(row.reasons.includes(TAKEN_BACK) && { takenBack: true as const })
});
