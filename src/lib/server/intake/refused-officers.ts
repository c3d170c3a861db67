import { visible, type RowProblem } from '$lib/domain/intake/problems';
import type { ReceivableRow } from '$lib/domain/intake/row';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';

/** Colleagues who can look after an account: the id of each by address. */
export const officersByEmail = async (
	unit: Unit<InsideScope>
): Promise<ReadonlyMap<string, string>> =>
	new Map((await usersOf(unit)).map(({ email, id }) => [email.toLowerCase(), id]));

/** Rows that name somebody who is no colleague: whom to name is for a person to say. */
export const refusedOfficers = (
	rows: readonly ReceivableRow[],
	officers: ReadonlyMap<string, string>,
	column: string
): RowProblem[] =>
	rows
		.filter(({ customer: { officer } }) => officer !== '' && !officers.has(officer))
		.map(({ line, raw, customer }) => ({
			...{ line, column, raw },
			code: 'import_row_officer',
			value: visible(customer.officer)
		}));
