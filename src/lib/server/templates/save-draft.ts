import { byLanguage, LANGUAGES, type Language } from '$lib/domain/language';
import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { isBlank } from '$lib/domain/dunning/check-template';
import type { Tone } from '$lib/domain/dunning/scenario';
import type { TemplateContent, TemplateWords } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { hashOf } from '../auth/hash';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { templateVersion } from '../db/schema/templates';
import { lockTemplate, templateByKey, versionsOf, type TemplateVersion } from './queries';

/** Words of a language that is not named stay as they are. */
export type TypedWords = Partial<Record<Language, TemplateWords | undefined>>;

/** One tone in every language, as the editor shows them. */
export interface ToneWords extends TypedWords {
	key: string;
	tone: Tone;
	/** Stamp of the words that were on the screen; missing = whatever stands there is replaced. */
	seen?: string | undefined;
}

/** Changes whenever somebody saves other words for this tone. */
export const stampOf = (content: TemplateContent, tone: Tone): string =>
	hashOf(JSON.stringify(LANGUAGES.map((each) => partsOf(content[each]?.[tone]))));

const partsOf = (words?: TemplateWords) => words && [words.subject, words.body, words.closing];

/** As the editor sends it: what its author never touched takes nothing back of what somebody else saved. */
export async function saveTyped(unit: Unit<InsideScope>, words: ToneWords): Promise<void> {
	const { key, tone, seen } = words;
	const stands = withTone({}, tone, words);
	if (seen === stampOf(stands, tone)) await templateByKey(unit, key);
	else await saveDraft(unit, words);
}

/**
 * What is published stays: the first change after it begins the next version.
 * @throws not_found, conflict when somebody else saved this tone since it was read
 */
export async function saveDraft(
	unit: Unit<InsideScope>,
	words: ToneWords
): Promise<TemplateVersion> {
	const { key, tone, seen } = words;
	const { id: templateId } = await lockTemplate(unit, key);
	const [last] = await versionsOf(unit, templateId);
	if (last && seen !== undefined && seen !== stampOf(last.content, tone))
		throw new AppError('conflict', {}, 'seen');
	const content = withTone(last?.content ?? {}, tone, words);
	// What was read and not changed is no new version.
	if (last && same(last.content, content)) return last;
	const draft =
		last && !last.publishedAt
			? await rewrite(unit, last, content)
			: await begin(unit, templateId, (last?.number ?? 0) + 1, content);
	const said = { version: draft.number, tone };
	await record(unit, 'template.saved', { kind: 'template', id: templateId }, said);
	return draft;
}

export const withTone = (
	content: TemplateContent,
	tone: Tone,
	words: TypedWords
): TemplateContent => byLanguage((each) => replaced(content[each] ?? {}, tone, words[each]));

/** A tone without a word is one that speaks with those of the neutral tone. */
function replaced(of: NonNullable<TemplateContent[Language]>, tone: Tone, words?: TemplateWords) {
	if (!words) return of;
	const others = Object.fromEntries(Object.entries(of).filter(([each]) => each !== tone));
	return isBlank(words) ? others : { ...others, [tone]: words };
}

const same = (a: TemplateContent, b: TemplateContent): boolean => sorted(a) === sorted(b);
const sorted = (content: TemplateContent): string =>
	JSON.stringify(content, (_, value) =>
		value && typeof value === 'object'
			? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
			: value
	);

async function rewrite(
	unit: Unit<InsideScope>,
	{ id, organisationId }: TemplateVersion,
	content: TemplateContent
): Promise<TemplateVersion> {
	const [row] = await unit.tx
		.update(templateVersion)
		.set({ content })
		.where(and(eq(templateVersion.organisationId, organisationId), eq(templateVersion.id, id)))
		.returning();
	return row!;
}

async function begin(
	unit: Unit<InsideScope>,
	templateId: string,
	number: number,
	content: TemplateContent
): Promise<TemplateVersion> {
	const { organisationId } = unit.scope;
	const made = { createdAt: unit.now, createdBy: actorOf(unit.scope).name };
	const [row] = await unit.tx
		.insert(templateVersion)
		.values({ organisationId, id: uuidv7(), templateId, number, content, ...made })
		.returning();
	return row!;
}
