import type { LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../../auth/scope';
import { latestEventsOf } from '../../audit/customer-events';
import { latestSaid } from '../../customers/message-queries';
import { latestNotes } from '../../customers/note-queries';
import { customerByCode } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { reportsOf } from '../../delivery/delivery-reports';
import { latestSent, sentCount } from '../../delivery/sent-to-customer';
import { latestWordsOf } from '../../disputes/customer-words';
import { latestByHand } from '../../dunning/notice-queries';

const PAGE = 25;
/** Further back nobody turns pages: each source is read from its latest row on, and the proof of the account has all days. */
export const MOST_PAGES = 20;

export const SHOWN = ['all', 'messages', 'events', 'notes'] as const;
export type Shown = (typeof SHOWN)[number];

/**
 * What was said with a customer, what happened to him and what colleagues noted, the latest first. Each source gives
 * its latest ones up to the end of the page; together they hold the page.
 */
export async function customerHistory(
	unit: Unit<DeskScope>,
	{ code, page, show }: { code: string; page: number; show: Shown }
) {
	const { id, name } = await customerByCode(unit, code);
	const until = page * PAGE;
	const { rows, counts } = await gathered(unit, id, { show, until });
	const total = counts[show];
	const pages = Math.ceil(total / PAGE);
	return {
		...{ code, name, show, counts, total, pages: Math.min(pages, MOST_PAGES) },
		/** How many are shown on all pages, where there are older ones. */
		latest: pages > MOST_PAGES ? MOST_PAGES * PAGE : null,
		rows: await withReports(unit, rows.slice(until - PAGE, until))
	};
}

/** Of what is not shown only how much there is. */
async function gathered(
	unit: Unit<DeskScope>,
	customerId: string,
	{ show, until }: { show: Shown; until: number }
) {
	const rows: Row[] = [];
	const counts = { all: 0, messages: 0, events: 0, notes: 0 };
	for (const [source, group] of SOURCES) {
		const isShown = show === 'all' || show === group;
		const found = await source(unit, customerId, isShown ? until : 0);
		rows.push(...found.rows);
		counts[group] += found.total;
		counts.all += found.total;
	}
	return { rows: rows.sort((a, b) => b.at.getTime() - a.at.getTime()), counts };
}

type Source<Row> = (
	unit: Unit<DeskScope>,
	customerId: string,
	limit: number
) => Promise<{ rows: Row[]; total: number }>;

const sent = async (unit: Unit<DeskScope>, id: string, limit: number) => ({
	rows: (await latestSent(unit, id, limit)).map((row) => ({ ...row, kind: 'sent' as const })),
	total: await sentCount(unit, id)
});

const said = async (unit: Unit<DeskScope>, customerId: string, limit: number) => {
	const { rows, total } = await latestSaid(unit, customerId, limit);
	return { rows: rows.map((row) => ({ ...saidRow(row), kind: 'said' as const })), total };
};
const saidRow = ({ id, at, byName, byEmail, body }: Said) => ({ id, at, byName, byEmail, body });
type Said = Awaited<ReturnType<typeof latestSaid>>['rows'][number];

const inCases = async (unit: Unit<DeskScope>, id: string, limit: number) => {
	const { rows, total } = await latestWordsOf(unit, id, limit);
	return { rows: rows.map((row) => ({ ...row, kind: 'case' as const })), total };
};

const byHand = async (unit: Unit<DeskScope>, id: string, limit: number) => {
	const { rows, total } = await latestByHand(unit, id, limit);
	return { rows: rows.map(handRow), total };
};

const events = async (unit: Unit<DeskScope>, id: string, limit: number) => {
	const { rows, total } = await latestEventsOf(unit, id, limit);
	return { rows: rows.map((row) => ({ ...eventRow(row), kind: 'event' as const })), total };
};
const eventRow = ({ id, at, actorKind, actorName, action, name, href }: Told) => ({
	...{ id, at, actorKind, actorName, action },
	/** What it was about, where that is not the customer himself. */
	about: href?.startsWith('/customers/') ? null : name,
	href
});
type Told = Awaited<ReturnType<typeof latestEventsOf>>['rows'][number];

const notes = async (unit: Unit<DeskScope>, id: string, limit: number) => {
	const { rows, total } = await latestNotes(unit, id, limit);
	return { rows: rows.map((row) => ({ ...row, kind: 'note' as const })), total };
};

type RowOf<S> = S extends Source<infer R> ? R : never;
type Row = RowOf<
	typeof sent | typeof said | typeof inCases | typeof byHand | typeof events | typeof notes
>;
const SOURCES: [Source<Row>, Exclude<Shown, 'all'>][] = [
	[sent, 'messages'],
	[said, 'messages'],
	[inCases, 'messages'],
	[byHand, 'messages'],
	[events, 'events'],
	[notes, 'notes']
];

type ByHand = Awaited<ReturnType<typeof latestByHand>>['rows'][number];
const handRow = ({ noticeId, channel, stepKey, content, closedAt, plannedOn }: ByHand) => ({
	kind: 'hand' as const,
	id: noticeId,
	at: closedAt ?? noonOf(plannedOn),
	channel,
	stepName: content?.stepName ?? null,
	stepKey
});

const noonOf = (day: LocalDate): Date => new Date(`${day}T12:00:00Z`);

async function withReports(unit: Unit<DeskScope>, rows: readonly Row[]) {
	const ids = rows.filter(({ kind }) => kind === 'sent').map(({ id }) => id);
	const reports = ids.length ? await reportsOf(unit, ids) : [];
	return rows.map((row) => ({
		...row,
		reports: reports.filter(({ deliveryId }) => deliveryId === row.id)
	}));
}
