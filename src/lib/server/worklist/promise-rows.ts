import { can } from '$lib/domain/access';
import { placeOf } from '$lib/domain/worklist/next-step';
import { ableToday } from '../absences/able-today';
import { presenceToday } from '../absences/presence';
import { doneBy } from '../audit/done-by';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promisesToDecide, type WaitingPromise } from '../promises/waiting-for-verdict';
import { defaultOfficer } from '../settings/officers';
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

/** Whoever wrote it down rings back, or whoever looks after the account; where neither can, whoever keeps the rest. */
async function hisLapsed(unit: Unit<DeskScope>, over: readonly WaitingPromise[]) {
	if (over.length === 0) return [];
	const { there, keepers } = await ableToday(unit, 'promises.record');
	const { id } = unit.scope.user;
	const ids = [id, ...(await presenceToday(unit)).represents(id).map((one) => one.id)];
	const ownersOf = await whoseOf(unit, over);
	return over
		.filter((one) => {
			const owners = ownersOf(one).filter((owner) => there.includes(owner));
			return (owners.length > 0 ? owners : keepers).some((owner) => ids.includes(owner));
		})
		.map(rowOf('promise_lapsed'));
}

async function whoseOf(unit: Unit<DeskScope>, over: readonly WaitingPromise[]) {
	const made = { kind: 'promise', action: 'promise.made' } as const;
	const ids = over.flatMap(({ promiseId, isByCustomer }) => (isByCustomer ? [] : [promiseId]));
	const makers = await doneBy(unit, made, ids);
	const keptBy = (await defaultOfficer(unit))?.id;
	return ({ promiseId, customer: { collectorId } }: WaitingPromise): string[] =>
		[makers.get(promiseId), collectorId ?? keptBy].filter((one) => one !== undefined);
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
