import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { forgottenSince, isAnythingForgotten } from './journal';
import { nameNotices, type Names } from './notice-hook';
import type { Delivery } from './queries';

/** A notice planned anew is another row, and still the same message. */
export async function namesOf(
	unit: Unit<SystemScope>,
	rows: readonly Delivery[]
): Promise<(row: Delivery) => Names> {
	const noticeIds = rows.flatMap(({ noticeId }) => noticeId ?? []);
	const ofNotice = noticeIds.length > 0 ? await nameNotices(unit, noticeIds) : undefined;
	return ({ noticeId, onceKey, toEmail, toPhone }) => {
		if (!noticeId || !ofNotice) return [onceKey];
		const [name, ...earlier] = ofNotice(noticeId);
		const to = toEmail || toPhone;
		return [`${name}:${to}`, ...earlier.map((one) => `${one}:${to}`)];
	};
}

/** When each of those left that the restored database has forgotten, by their ids. */
export async function leftBefore(
	unit: Unit<SystemScope>,
	rows: readonly Delivery[]
): Promise<ReadonlyMap<string, Date>> {
	const left = new Map<string, Date>();
	if (!isAnythingForgotten()) return left;
	const names = await namesOf(unit, rows);
	for (const row of rows)
		for (const name of names(row)) {
			const at = forgottenSince(unit.scope.organisationId, name);
			if (at && !left.has(row.id)) left.set(row.id, at);
		}
	return left;
}
