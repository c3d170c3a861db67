import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { byName } from '../db/by-name';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { bouncedNotices } from '../delivery/returned-notices';

const PAGE = 50;

/** Messages of a run by what became of them. */
export async function mailsIn(
	unit: Unit<InsideScope>,
	runId: string
): Promise<Partial<Record<MailStatus, number>>> {
	const rows = await unit.tx
		.select({ status: statusIn(unit), n: count() })
		.from(notice)
		.where(mailsOfRun(unit, runId))
		// By its place: said twice, its parameters would make it two expressions.
		.groupBy(sql`1`);
	return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}

/** What left and came back is no longer only sent. */
export type MailStatus = NoticeStatus | 'bounced';

const statusIn = (unit: Unit<InsideScope>): SQL<MailStatus> =>
	sql`case when ${notice.status} = 'sent' and ${notice.id} in ${bouncedNotices(unit)} then 'bounced' else ${notice.status} end`;

const mailsOfRun = (unit: Unit<InsideScope>, runId: string, status?: MailStatus) =>
	and(
		eq(notice.organisationId, unit.scope.organisationId),
		eq(notice.runId, runId),
		inArray(notice.channel, ['email', 'sms']),
		status && eq(statusIn(unit), status)
	);

/** Of a page beyond the last one: the last one. */
export async function runMails(
	unit: Unit<InsideScope>,
	runId: string,
	{ status, page: asked }: { status?: MailStatus | undefined; page: number }
) {
	const customer = namedCustomers(unit);
	const where = mailsOfRun(unit, runId, status);
	const total = await unit.tx.$count(notice, where);
	const pages = Math.max(1, Math.ceil(total / PAGE));
	const page = Math.min(asked, pages);
	const rows = await unit.tx
		.select({
			noticeId: notice.id,
			customerId: customer.id,
			name: customer.name,
			code: customer.code,
			status: statusIn(unit),
			closedAt: notice.closedAt
		})
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.where(where)
		.orderBy(byName(customer.name), asc(notice.id))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	return { rows, total, page, pages };
}
