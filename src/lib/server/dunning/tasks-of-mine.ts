import { asc } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { noticesWhere } from './notice-queries';
import { queueWhere } from './review-filter';

/** Notices of his accounts that wait for a person, the oldest first. */
export const tasksOfMine = (unit: Unit<DeskScope>, limit: number) =>
	noticesWhere(unit, queueWhere(unit, { mine: true }))
		.orderBy(asc(notice.plannedAt), asc(notice.id))
		.limit(limit);
