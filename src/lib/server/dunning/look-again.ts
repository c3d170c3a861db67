import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { decideFor, type PlannedCustomer } from './plan-dunning';
import { verdictOn, type NoticeVerdict } from './verdict-on';

type NoticeRow = typeof notice.$inferSelect;

export interface SecondLook {
	planned: PlannedCustomer;
	verdict: NoticeVerdict;
}

/** Decides about a planned notice as if it had not been planned; undefined when its customer is gone. */
export async function lookAgain(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	minuteOfDay?: null
): Promise<SecondLook | undefined> {
	const [planned] = await decideFor(unit, {
		customerIds: [row.customerId],
		except: [row.id],
		...(minuteOfDay === null && { minuteOfDay })
	});
	return planned && { planned, verdict: verdictOn(row, planned) };
}

/** The same for notices of different customers, at once; by notice. */
export async function lookAgainAt(
	unit: Unit<InsideScope>,
	rows: readonly NoticeRow[]
): Promise<ReadonlyMap<string, SecondLook>> {
	const found = await decideFor(unit, {
		customerIds: rows.map(({ customerId }) => customerId),
		except: rows.map(({ id }) => id)
	});
	const byCustomer = new Map(found.map((one) => [one.customer.facts.customer.customerId, one]));
	const looks = new Map<string, SecondLook>();
	for (const row of rows) {
		const planned = byCustomer.get(row.customerId);
		if (planned) looks.set(row.id, { planned, verdict: verdictOn(row, planned) });
	}
	return looks;
}

/** The leader may have been paid meanwhile: the step then belongs to the new one, unless that one had it already. */
export async function followLeader(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	{ decision }: PlannedCustomer
): Promise<boolean> {
	const leaderInvoiceId = decision.leaderInvoiceId!;
	if (leaderInvoiceId === row.leaderInvoiceId) return true;
	const { organisationId, customerId, stepKey } = row;
	const taken = await unit.tx.$count(
		notice,
		and(
			eq(notice.organisationId, organisationId),
			eq(notice.customerId, customerId),
			eq(notice.stepKey, stepKey),
			eq(notice.leaderInvoiceId, leaderInvoiceId)
		)
	);
	if (taken > 0) return false;
	await unit.tx.update(notice).set({ leaderInvoiceId }).where(ofNotice(unit, row.id));
	const from = row.leaderInvoiceId;
	await record(
		unit,
		'notice.followed',
		{ kind: 'notice', id: row.id, customerId },
		{ from, leaderInvoiceId }
	);
	return true;
}

export const ofNotice = (unit: Unit<InsideScope>, noticeId: string) =>
	and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.id, noticeId));
