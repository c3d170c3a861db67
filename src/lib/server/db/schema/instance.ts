import { bigint, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant } from '../columns';

/**
 * This installation, one row. Its pulse rises while it lives and is written beside the files too:
 * a database whose pulse is behind was restored from a backup and sends nothing until it is released.
 */
export const instance = pgTable(
	'instance',
	{
		id: integer('id').primaryKey(),
		pulse: bigint('pulse', { mode: 'number' }).notNull(),
		pulsedAt: instant('pulsed_at').notNull(),
		heldAt: instant('held_at'),
		releasedAt: instant('released_at'),
		releasedBy: text('released_by')
	},
	() => [check('instance_one', sql`id = 1`)]
);
