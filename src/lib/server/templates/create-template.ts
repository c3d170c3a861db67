import { uuidv7 } from 'uuidv7';
import { STEP_DEFAULTS } from '$lib/domain/dunning/scenario';
import type { TemplateContent, TemplateWords } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import { byLanguage, type Language } from '$lib/domain/language';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { template, templateVersion } from '../db/schema/templates';
import { templatesOf } from './queries';

/** Steps that name no template of their own use this one. */
export const STANDARD_KEY = STEP_DEFAULTS.template;

/**
 * A template with a first draft to start from; nothing is sent with it before it is published.
 * `standard` takes the place of the words that come with the product.
 * @throws conflict when those were replaced already
 */
export async function createTemplate(
	unit: Unit<InsideScope>,
	{ name, standard = false }: { name: string; standard?: boolean }
): Promise<{ key: string }> {
	const taken = new Set((await templatesOf(unit)).map(({ key }) => key));
	if (standard && taken.has(STANDARD_KEY)) throw new AppError('conflict');
	const key = standard ? STANDARD_KEY : freeKey(name, taken);
	const { organisationId } = unit.scope;
	const templateId = uuidv7();
	const made = { organisationId, createdAt: unit.now, createdBy: actorOf(unit.scope).name };
	await unit.tx.insert(template).values({ ...made, id: templateId, key, name });
	await unit.tx
		.insert(templateVersion)
		.values({ ...made, id: uuidv7(), templateId, number: 1, content: STARTER });
	await record(unit, 'template.created', { kind: 'template', id: templateId }, { name, key });
	return { key };
}

/** Short enough for an address, and nobody's yet. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const base =
		plain
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 40) || 'message';
	let key = base;
	for (let n = 2; taken.has(key) || key === STANDARD_KEY; n++) key = `${base}-${n}`;
	return key;
}

const starterIn = (language: Language): TemplateWords => ({
	subject: say('templates_starter_subject', {}, language),
	body: say('templates_starter_body', {}, language),
	closing: say('templates_starter_closing', {}, language)
});

const STARTER: TemplateContent = byLanguage((language) => ({ neutral: starterIn(language) }));
