import { FIRST_LANGUAGE } from '$lib/domain/language';
import { addDays } from '$lib/domain/calendar';
import { disputesReport, type DisputesReport } from '$lib/domain/reports/disputes';
import { opinionsByReason } from '$lib/domain/reports/opinions';
import { preventionByReason } from '$lib/domain/reports/prevention';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { opinionsIn, shownIn } from '../disputes/report-opinions';
import { disputeRowsAsOf } from '../disputes/report-queries';
import { allReasons, organisationOf } from '../settings/queries';
import type { Period } from './period';

/** How far back the open amount is compared. */
const COMPARED_DAYS = 30;

/** The *rapport litiges*: what is blocked, why, by whom, and how long it takes. */
export async function disputesReportOf(unit: Unit<InsideScope>, period: Period) {
	const report = disputesReport(await disputeRowsAsOf(unit, period), period.asOf);
	const earlierOn = addDays(period.asOf, -COMPARED_DAYS);
	const earlier = disputesReport(
		await disputeRowsAsOf(unit, { asOf: earlierOn, from: earlierOn }),
		earlierOn
	);
	const organisation = await organisationOf(unit);
	return {
		...period,
		organisation: organisation.name,
		currency: organisation.currency,
		timeZone: organisation.timeZone,
		dataAt: unit.now,
		openAmount: report.openAmount,
		openCount: report.openCount,
		earlier: { on: earlierOn, openAmount: earlier.openAmount, openCount: earlier.openCount },
		closed: closedOf(report),
		byReason: await withLabels(unit, report.byReason),
		byCustomer: await withNames(unit, report.byCustomer),
		byType: report.byType,
		resolutionByType: report.resolutionByType,
		opinions: await withLabels(unit, opinionsByReason(await opinionsIn(unit, period))),
		prevention: await withLabels(unit, preventionByReason(await shownIn(unit, period)))
	};
}

export type DisputesReportPage = Awaited<ReturnType<typeof disputesReportOf>>;

/** One mean over all cases closed in the period. */
function closedOf({ resolutionByType }: DisputesReport): { n: number; meanDays: number | null } {
	const n = resolutionByType.reduce((sum, type) => sum + type.n, 0);
	const days = resolutionByType.reduce((sum, type) => sum + type.n * (type.meanDays ?? 0), 0);
	return { n, meanDays: n ? days / n : null };
}

async function withLabels<Share extends { code: string }>(
	unit: Unit<InsideScope>,
	shares: readonly Share[]
) {
	const reason = allReasons(unit);
	const rows = await unit.tx.select({ code: reason.code, labels: reason.labels }).from(reason);
	const known = new Map(rows.map(({ code, labels }) => [code, labels]));
	return shares.map((share) => ({
		...share,
		labels: known.get(share.code) ?? { [FIRST_LANGUAGE]: share.code }
	}));
}

async function withNames(unit: Unit<InsideScope>, shares: DisputesReport['byCustomer']) {
	const names = await customerNames(unit);
	return shares.map((share) => ({ ...share, ...names.get(share.customerId)! }));
}

export async function customerNames(unit: Unit<InsideScope>) {
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select({ id: customer.id, customerCode: customer.code, name: customer.name })
		.from(customer);
	return new Map(rows.map(({ id, ...known }) => [id, known]));
}
