import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { waitingReports } from '../payments/waiting-reports';
import { undecidedPromises } from '../promises/undecided';
import { fromJson } from './decision-json';
import { openDisagreements } from './disagreements';
import { putOnNotice } from './formal-notices';
import { noticeContent, type NoticeContent } from './notice-content';
import { editInForce } from './notice-edits';
import type { noticesWhere } from './notice-queries';
import { outdatedAmounts } from './outdated-words';
import { noticeToday, type NoticeToday } from './notice-today';
import { decideFor } from './plan-dunning';
import { mayBeReworded } from './reword-notice';

type Waiting = Awaited<ReturnType<typeof noticesWhere>>[number];

/** Of each, what changed since it began to wait, and what whoever says yes has to know. */
export async function withNews(unit: Unit<DeskScope>, rows: readonly Waiting[]) {
	const planOf = await plansFor(unit, rows);
	const before = await putOnNotice(unit, customersOf(rows.filter(({ legal }) => legal)));
	const undecided = await undecidedPromises(unit, customersOf(rows));
	const reported = await waitingReports(unit, customersOf(rows));
	const disagreed = await openDisagreements(unit, customersOf(rows));
	const told = [];
	for (const row of rows) {
		const now = noticeToday(row, planOf(row));
		const { leaderInvoiceId } = now;
		const news = await withNewsOf(unit, row, now);
		told.push({
			...news,
			/** Of a hand-over: what became of the formal notice of the invoice that leads there now. */
			...(row.legal ? before({ ...row, leaderInvoiceId }, news.content?.items) : NO_HAND_OVER),
			undecided: undecided(row.customerId),
			reported: reported(row.customerId),
			/** Other calls in which he disagreed, and of which no dispute was made; of this one, whether. */
			disagreed: disagreed(row.customerId).filter(({ noticeId }) => noticeId !== row.noticeId),
			isDisagreed: disagreed(row.customerId).some(({ noticeId }) => noticeId === row.noticeId)
		});
	}
	return told;
}

const NO_HAND_OVER = { formalNotice: null, unannounced: null };

const customersOf = (rows: readonly Waiting[]): string[] =>
	rows.map(({ customerId }) => customerId);

async function plansFor(unit: Unit<DeskScope>, rows: readonly Waiting[]) {
	const planned = await decideFor(unit, {
		customerIds: [...new Set(customersOf(rows))],
		minuteOfDay: null,
		except: rows.map(({ noticeId }) => noticeId)
	});
	const byCustomer = new Map(planned.map((each) => [each.decision.customerId, each]));
	return ({ customerId }: Waiting) => byCustomer.get(customerId);
}

/** What it would say today, why it would not be done any more, and whose words it speaks. */
async function withNewsOf(
	unit: Unit<DeskScope>,
	{ content: kept, ...row }: Waiting,
	{ changed, held, planned }: NoticeToday
) {
	const content = planned ? noticeContent(planned.customer, planned.decision, unit.today) : kept;
	const ofRow = { ...row, id: row.noticeId, content: kept };
	const edit = await editInForce(unit, ofRow);
	return {
		...row,
		content: content && fromJson<NoticeContent>(content),
		changed,
		held: held ?? null,
		editedBy: edit?.by ?? null,
		outdated: planned ? await outdatedAmounts(unit, ofRow, planned) : [],
		mayBeReworded: mayBeReworded({ ...row, content: kept })
	};
}
