import { can } from '$lib/domain/access';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import { codesLookedAfter } from '../customers/looked-after';
import type { Unit } from '../db/client';
import { promisesToDecide, type WaitingPromise } from '../promises/waiting-for-verdict';
import { NOTHING_MORE, type WorkRow } from './work-row';

/** Promises he is to agree to, and those of his that came to nothing because nobody did in time. */
export async function promiseRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const { role } = unit.scope.user;
	const waiting = await promisesToDecide(unit);
	const [over, open] = [
		waiting.filter((one) => one.isLapsed),
		waiting.filter((one) => !one.isLapsed)
	];
	return [
		...(can(role, 'promises.decide') ? open.map(rowOf('promise_decide')) : []),
		...(can(role, 'promises.record') ? await hisLapsed(unit, over) : [])
	];
}

/** Whoever wrote it down rings back, or whoever looks after the account. */
async function hisLapsed(unit: Unit<DeskScope>, over: readonly WaitingPromise[]) {
	const { name } = unit.scope.user;
	const mine = await codesLookedAfter(
		unit,
		over.map(({ customer }) => customer.code)
	);
	return over
		.filter((one) => mine.has(one.customer.code) || (!one.isByCustomer && one.madeBy === name))
		.map(rowOf('promise_lapsed'));
}

const rowOf =
	(kind: 'promise_decide' | 'promise_lapsed') =>
	({ promiseId, customer: { code, name }, on, amounts, ...made }: WaitingPromise): WorkRow => ({
		...NOTHING_MORE,
		...{ key: `${kind}:${promiseId}`, kind, who: name, customerCode: code },
		...{ href: placeOf(kind, { code }), on, amounts },
		/** Whoever of the house took it down; null for the customer himself. */
		what: made.isByCustomer ? null : made.madeBy
	});
