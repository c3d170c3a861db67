import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { undecidedPromises } from '../promises/undecided';
import { fromJson } from './decision-json';
import { formalNoticesFor } from './formal-notices';
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
	const formalNotice = await formalNoticesFor(unit, customersOf(rows.filter(({ legal }) => legal)));
	const undecided = await undecidedPromises(unit, customersOf(rows));
	const told = [];
	for (const row of rows) {
		const now = noticeToday(row, planOf(row));
		const { leaderInvoiceId } = now;
		told.push({
			...(await withNewsOf(unit, row, now)),
			/** Of a hand-over: what became of the formal notice of the invoice that leads there now. */
			formalNotice: row.legal ? formalNotice({ ...row, leaderInvoiceId }) : null,
			undecided: undecided(row.customerId)
		});
	}
	return told;
}

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
