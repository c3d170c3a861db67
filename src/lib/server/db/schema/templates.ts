import {
	foreignKey,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { TemplateContent } from '$lib/domain/dunning/template';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** Words of the organisation for a step: subject, body and closing, by language and tone. */
export const template = pgTable(
	'template',
	{
		...tenantKey(),
		/** Named by the steps that use it. */
		key: text('key').notNull(),
		name: text('name').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('template_key').on(t.organisationId, t.key),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** A draft until it is published; a published one never changes. */
export const templateVersion = pgTable(
	'template_version',
	{
		...tenantKey(),
		templateId: uuid('template_id').notNull(),
		number: integer('number').notNull(),
		content: jsonb('content').$type<TemplateContent>().notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		publishedAt: instant('published_at'),
		publishedBy: text('published_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('template_version_number').on(t.organisationId, t.templateId, t.number),
		foreignKey({
			columns: [t.organisationId, t.templateId],
			foreignColumns: [template.organisationId, template.id]
		})
	]
);
