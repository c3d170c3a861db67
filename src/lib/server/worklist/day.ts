import { can } from '$lib/domain/access';
import { DEEDS } from '$lib/domain/worklist/done';
import { inOrder, sectionOf, type Section } from '$lib/domain/worklist/order';
import { thingsHandledToday } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { accountRows } from './account-rows';
import { caseRows } from './case-rows';
import { lastContacts } from './last-contacts';
import { creditRows } from './credit-rows';
import { alertRows, heardRows, mailRows } from './heard-rows';
import { promiseRows } from './promise-rows';
import { withoutPutOff } from './put-off';
import { todoRows } from './todo-rows';
import type { WorkRow } from './work-row';

const PAGE = 25;

/** What to do next and why, the most urgent first; what is done is what this person did today. */
export async function dayOfWork(unit: Unit<DeskScope>, page: number) {
	const { currency } = await organisationOf(unit);
	const { rows: left, putOff } = await withoutPutOff(unit, await everyRow(unit));
	const rows = inOrder(left, currency);
	const pages = Math.max(1, Math.ceil(rows.length / PAGE));
	const at = Math.min(page, pages);
	return {
		rows: await shown(unit, rows.slice((at - 1) * PAGE, at * PAGE)),
		putOff,
		...{ page: at, pages, left: rows.length, counts: countsOf(rows) },
		done: await thingsHandledToday(unit, unit.scope.user.id, DEEDS)
	};
}

/** On all the pages. */
function countsOf(rows: readonly WorkRow[]): Record<Section, number> {
	const counts = { late: 0, today: 0, soon: 0 };
	for (const row of rows) counts[sectionOf(row)]++;
	return counts;
}

async function shown(unit: Unit<DeskScope>, rows: readonly WorkRow[]) {
	const codes = new Set(rows.flatMap(({ customerCode }) => customerCode ?? []));
	const contacts = await lastContacts(unit, [...codes]);
	return rows.map((row) => ({
		...row,
		section: sectionOf(row),
		lastContact: (row.customerCode && contacts.get(row.customerCode)) || null
	}));
}

/** Nobody is shown what he may not do. */
export async function everyRow(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const { role } = unit.scope.user;
	return [
		...(await caseRows(unit)),
		...(await todoRows(unit)),
		...(can(role, 'dunning.read') ? await promiseRows(unit) : []),
		...(can(role, 'disputes.resolve') ? await creditRows(unit) : []),
		...(can(role, 'dunning.run') ? await accountRows(unit) : []),
		...(can(role, 'customers.hold') ? await heardRows(unit) : []),
		...(can(role, 'mailbox.read') ? await mailRows(unit) : []),
		...(can(role, 'customers.edit') ? await alertRows(unit) : [])
	];
}
