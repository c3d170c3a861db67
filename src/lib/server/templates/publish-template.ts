import { and, eq } from 'drizzle-orm';
import { blocksPublishing, checkTemplate } from '$lib/domain/dunning/check-template';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { templateVersion } from '../db/schema/templates';
import { sizesOf } from './preview-template';
import { saveDraft, type ToneWords } from './save-draft';

/**
 * What the editor shows is saved and is in force from now on; it does not change any more.
 * @throws template_not_ready when something is wrong with it, conflict when nothing changed or somebody else saved
 */
export async function publishTemplate(unit: Unit<InsideScope>, words: ToneWords): Promise<void> {
	const draft = await saveDraft(unit, words);
	if (draft.publishedAt) throw new AppError('conflict');
	const problems = checkTemplate(draft.content, await sizesOf(unit, draft.content));
	if (blocksPublishing(problems)) throw new AppError('template_not_ready');
	const by = actorOf(unit.scope).name;
	await unit.tx
		.update(templateVersion)
		.set({ publishedAt: unit.now, publishedBy: by })
		.where(
			and(
				eq(templateVersion.organisationId, unit.scope.organisationId),
				eq(templateVersion.id, draft.id)
			)
		);
	const subject = { kind: 'template', id: draft.templateId } as const;
	await record(unit, 'template.published', subject, { version: draft.number });
}
