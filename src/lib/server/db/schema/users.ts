import type { Language } from '$lib/domain/language';
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	foreignKey,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import type { Role } from '$lib/domain/access';
import type { AlertTime } from '$lib/domain/users/alerts';
import { instant, localDateColumn, tenantKey } from '../columns';
import { organisation } from './organisations';

export const user = pgTable(
	'user',
	{
		...tenantKey(),
		email: text('email').notNull(),
		name: text('name').notNull(),
		role: text('role').$type<Role>().notNull(),
		team: text('team').notNull().default(''),
		language: text('language').$type<Language>().notNull().default('fr'),
		/** When he is mailed of his cases, see domain/users/alerts. */
		alerts: text('alerts').$type<AlertTime>().notNull().default('at_once'),
		/** The day its digest was last worked out for, whether one left or not. */
		digestOn: localDateColumn('digest_on'),
		/** How often in a row his digest could not be put, and when it is tried again. */
		digestFailures: integer('digest_failures').notNull().default(0),
		digestAgainAt: instant('digest_again_at'),
		passwordHash: text('password_hash').notNull(),
		/** Looks after every customer nobody was named for; at most one of a company does. */
		defaultOfficer: boolean('default_officer').notNull().default(false),
		disabledAt: instant('disabled_at'),
		lastSignInAt: instant('last_sign_in_at'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		check('user_alerts', sql`alerts in ('at_once', 'daily')`),
		uniqueIndex('user_email').on(t.email),
		uniqueIndex('user_default_officer')
			.on(t.organisationId)
			.where(sql`default_officer`),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
