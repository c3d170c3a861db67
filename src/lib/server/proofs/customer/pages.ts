import { unitOfWork, type Unit } from '../../db/client';
import type { DeskScope } from '../../auth/scope';

/** Rows read at a time: what is in memory does not grow with the account. */
const PAGE = 50;

/** All of it, a page and a transaction at a time; `idOf` names the last one of a page. */
export async function* inPages<T>(
	scope: DeskScope,
	read: (unit: Unit<DeskScope>, page: { after: string | null; limit: number }) => Promise<T[]>,
	idOf: (row: T) => string
): AsyncGenerator<T[]> {
	for (let after: string | null = null; ;) {
		const page = { after, limit: PAGE };
		const rows: T[] = await unitOfWork(scope, (unit) => read(unit, page));
		if (rows.length) yield rows;
		if (rows.length < PAGE) return;
		after = idOf(rows.at(-1)!);
	}
}
