import type { DecisionReason } from '$lib/domain/dunning/decision';
import type { notice } from '../db/schema/notices';
import { spokenOnIn } from './end-call';
import type { PlannedCustomer } from './plan-dunning';
import { verdictOn } from './verdict-on';

type Waiting = Pick<
	typeof notice.$inferSelect,
	'stepKey' | 'leaderInvoiceId' | 'contactId' | 'content'
>;

/** A notice that waits for somebody, as it would be confirmed at this moment. */
export interface NoticeToday {
	/** Why it would not be. */
	changed: string[];
	/** What it waits for before anybody can say yes. */
	held?: DecisionReason;
	/** Whose step it would be: a paid leader gives it to the next one. */
	leaderInvoiceId: string;
	/** What it would say; undefined when it stays what was kept with it. */
	planned?: PlannedCustomer;
}

/**
 * For the list and for the page of one. A call in which somebody was spoken to was made: nothing changes
 * it any more. `planned` = its customer, decided about as if it had not been planned; missing when gone.
 */
export function noticeToday(row: Waiting, planned: PlannedCustomer | undefined): NoticeToday {
	const asKept = { changed: [], leaderInvoiceId: row.leaderInvoiceId };
	if (spokenOnIn(row)) return asKept;
	if (!planned) return { ...asKept, changed: ['settled'] };
	const verdict = verdictOn(row, planned);
	if (verdict.kind === 'wrong') return { ...asKept, changed: verdict.reasons };
	const leaderInvoiceId = planned.decision.leaderInvoiceId ?? row.leaderInvoiceId;
	return {
		changed: [],
		leaderInvoiceId,
		...(verdict.kind === 'wait' && verdict.held && { held: verdict.held }),
		...(verdict.kind === 'right' && { planned })
	};
}
