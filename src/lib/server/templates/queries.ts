import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Tone } from '$lib/domain/dunning/scenario';
import { wordsOfTone, type WordsInForce } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { template, templateVersion } from '../db/schema/templates';

export type Template = typeof template.$inferSelect;
export type TemplateVersion = typeof templateVersion.$inferSelect;

/** What a step says from its published template; undefined: the words that come with the product. */
export async function wordsInForce(
	unit: Unit<InsideScope>,
	key: string,
	tone: Tone
): Promise<WordsInForce | undefined> {
	const [row] = await unit.tx
		.select({ template, version: templateVersion })
		.from(template)
		.innerJoin(templateVersion, versionsOfIt)
		.where(
			and(ofKey(unit, key), isNull(template.archivedAt), isNotNull(templateVersion.publishedAt))
		)
		.orderBy(desc(templateVersion.number))
		.limit(1);
	if (!row) return undefined;
	const { id: templateId, name } = row.template;
	return {
		templateId,
		name,
		version: row.version.number,
		...wordsOfTone(row.version.content, tone)
	};
}

/** All of them, those set aside last. */
export const templatesOf = (unit: Unit<InsideScope>): Promise<Template[]> =>
	unit.tx
		.select()
		.from(template)
		.where(eq(template.organisationId, unit.scope.organisationId))
		.orderBy(desc(isNull(template.archivedAt)), asc(template.name), asc(template.id));

/** Templates a step may name, besides the one that comes with the product. */
export const templateNames = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ key: template.key, name: template.name })
		.from(template)
		.where(and(eq(template.organisationId, unit.scope.organisationId), isNull(template.archivedAt)))
		.orderBy(asc(template.name), asc(template.key));

/** @throws not_found */
export async function templateByKey(unit: Unit<InsideScope>, key: string): Promise<Template> {
	const [row] = await unit.tx.select().from(template).where(ofKey(unit, key));
	if (!row) throw new AppError('not_found');
	return row;
}

/** Locked: who edits, publishes or sets aside does it after the other. */
export async function lockTemplate(unit: Unit<InsideScope>, key: string): Promise<Template> {
	const [row] = await unit.tx.select().from(template).where(ofKey(unit, key)).for('update');
	if (!row) throw new AppError('not_found');
	return row;
}

/** Newest first; without a template, of all of them. */
export const versionsOf = (
	unit: Unit<InsideScope>,
	templateId?: string
): Promise<TemplateVersion[]> =>
	unit.tx
		.select()
		.from(templateVersion)
		.where(
			and(
				eq(templateVersion.organisationId, unit.scope.organisationId),
				templateId ? eq(templateVersion.templateId, templateId) : undefined
			)
		)
		.orderBy(desc(templateVersion.number));

const versionsOfIt = and(
	eq(templateVersion.organisationId, template.organisationId),
	eq(templateVersion.templateId, template.id)
);

const ofKey = (unit: Unit<InsideScope>, key: string) =>
	and(eq(template.organisationId, unit.scope.organisationId), eq(template.key, key));
