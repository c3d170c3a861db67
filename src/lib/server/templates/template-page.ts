import { byLanguage, LANGUAGES, type Language } from '$lib/domain/language';
import { checkTemplate } from '$lib/domain/dunning/check-template';
import { TONES, type Tone } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { stepsUsing } from '../dunning/template-usage';
import { letterOf, previewFacts, sizesOf, tagSamples } from './preview-template';
import { stampOf } from './save-draft';
import { templateByKey, templatesOf, versionsOf, type TemplateVersion } from './queries';

/** Everything the editor shows: the last words, what is wrong with them, and how they read. */
export async function templatePage(
	unit: Unit<InsideScope>,
	{ key, tone, customer }: { key: string; tone: Tone; customer: string }
) {
	const { id, name, archivedAt } = await templateByKey(unit, key);
	const versions = await versionsOf(unit, id);
	const { content } = versions[0]!;
	const { facts, customerName } = await previewFacts(unit, { content, tone, customer });
	const sizes = await sizesOf(unit, content);
	return {
		key,
		name,
		archived: archivedAt !== null,
		content,
		isDraft: !versions[0]!.publishedAt,
		unpublishedTones: unpublishedTones(versions),
		seen: stampOf(content, tone),
		versions: versions.map(listed),
		problems: checkTemplate(content, sizes),
		sizes,
		customerName,
		tags: await inEach((language) => tagSamples(unit, language, facts)),
		letters: await inEach((language) => letterOf(unit, language, facts)),
		usedBy: (await stepsUsing(unit)).filter(({ template }) => template === key)
	};
}

async function inEach<T>(make: (language: Language) => Promise<T>): Promise<Record<Language, T>> {
	const made = byLanguage<T | null>(() => null);
	for (const language of LANGUAGES) made[language] = await make(language);
	return made as Record<Language, T>;
}

/** Saved, and not yet in what is sent. */
function unpublishedTones([last, ...before]: readonly TemplateVersion[]): Tone[] {
	if (!last || last.publishedAt) return [];
	const published = before.find(({ publishedAt }) => publishedAt)?.content ?? {};
	return TONES.filter((tone) => stampOf(last.content, tone) !== stampOf(published, tone));
}

/** All templates with what is in force of each, and the steps that speak with it. */
export async function templateList(unit: Unit<InsideScope>) {
	const versions = await versionsOf(unit);
	const steps = await stepsUsing(unit);
	const templates = (await templatesOf(unit)).map(({ id, key, name, archivedAt }) => {
		const own = versions.filter(({ templateId }) => templateId === id);
		return {
			key,
			name,
			archived: archivedAt !== null,
			published: own.find(({ publishedAt }) => publishedAt)?.number ?? null,
			draft: own[0]?.publishedAt ? null : (own[0]?.number ?? null),
			usedBy: steps.filter(({ template }) => template === key)
		};
	});
	return { templates, steps };
}

const listed = ({ number, createdAt, createdBy, publishedAt, publishedBy }: TemplateVersion) => ({
	number,
	createdAt,
	createdBy,
	publishedAt,
	publishedBy
});
