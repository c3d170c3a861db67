import { uuidv7 } from 'uuidv7';
import type { WorkingCalendar } from '$lib/domain/calendar';
import type { Role } from '$lib/domain/access';
import type { SystemScope } from '../../auth/scope';
import { reasonsOf, workingCalendarOf, type Reason } from '../../settings/queries';
import type { Unit } from '../client';
import type { Creditor } from './creditor';
import type { PastLetter } from './letters';
import type { PastMail } from './mails';
import { makeRandom, type Random } from './random';
import { emptyRows, type RowOf, type Rows, type TableName } from './rows';

type Colleague = { id: string; name: string; email: string };

/** The demo is drawn in memory first, then written at once. */
export interface Sketch {
	readonly unit: Unit<SystemScope>;
	readonly creditor: Creditor;
	readonly random: Random;
	readonly calendar: WorkingCalendar;
	readonly reasons: ReadonlyMap<string, Reason>;
	readonly colleagues: Record<Role, Colleague>;
	readonly rows: Rows;
	/** Written after the rows they speak about. */
	readonly mails: PastMail[];
	readonly letters: PastLetter[];
	/** Keeps a row for later and gives its id. */
	add<T extends TableName>(table: T, row: Omit<RowOf<T>, 'organisationId' | 'id'>): string;
}

export async function makeSketch(unit: Unit<SystemScope>, creditor: Creditor): Promise<Sketch> {
	const rows = emptyRows();
	return {
		unit,
		creditor,
		rows,
		mails: [],
		letters: [],
		random: makeRandom(creditor.seed),
		calendar: await workingCalendarOf(unit),
		reasons: new Map((await reasonsOf(unit)).map((reason) => [reason.code, reason])),
		colleagues: {} as Record<Role, Colleague>,
		add(table, row) {
			const id = uuidv7();
			const whole = { organisationId: unit.scope.organisationId, id, ...row };
			(rows[table] as unknown[]).push(whole);
			return id;
		}
	};
}
