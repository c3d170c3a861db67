import type { LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../../auth/scope';
import { latestSaid } from '../../customers/message-queries';
import { customerByCode } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { reportsOf } from '../../delivery/delivery-reports';
import { latestSent, sentCount } from '../../delivery/sent-to-customer';
import { latestWordsOf } from '../../disputes/customer-words';
import { latestByHand } from '../../dunning/notice-queries';

const PAGE = 25;

/**
 * Every message to a customer and from him, whatever its way, the latest first. Each source gives its
 * latest ones up to the end of the page; together they hold the page.
 */
export async function messageHistory(
	unit: Unit<DeskScope>,
	{ code, page }: { code: string; page: number }
) {
	const { id, name } = await customerByCode(unit, code);
	const until = page * PAGE;
	const said = await latestSaid(unit, id, until);
	const words = await latestWordsOf(unit, id, until);
	const byHand = await latestByHand(unit, id, until);
	const rows = [
		...(await latestSent(unit, id, until)).map((row) => ({ ...row, kind: 'sent' as const })),
		...said.rows.map(({ id: key, at, byName, byEmail, body }) => ({
			...{ kind: 'said' as const, id: key, at, byName, byEmail, body }
		})),
		...words.rows.map((row) => ({ ...row, kind: 'case' as const })),
		...byHand.rows.map(handRow)
	]
		.sort((a, b) => b.at.getTime() - a.at.getTime())
		.slice(until - PAGE, until);
	const total = (await sentCount(unit, id)) + said.total + words.total + byHand.total;
	return { code, name, rows: await withReports(unit, rows), total, pages: Math.ceil(total / PAGE) };
}

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

type Listed = { kind: string; id: string };
async function withReports<T extends Listed>(unit: Unit<DeskScope>, rows: readonly T[]) {
	const ids = rows.filter(({ kind }) => kind === 'sent').map(({ id }) => id);
	const reports = ids.length ? await reportsOf(unit, ids) : [];
	return rows.map((row) => ({
		...row,
		reports: reports.filter(({ deliveryId }) => deliveryId === row.id)
	}));
}
