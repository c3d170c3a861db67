import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { unknownTagsIn } from '$lib/domain/disputes/answer-tags';
import { AppError } from '$lib/domain/errors';
import { LANGUAGES, type Labels } from '$lib/domain/language';
import { LONGEST_WORDS } from '$lib/domain/typed-text';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { savedAnswer } from '../db/schema/saved-answers';
import { answerAmong, isAnswer, lockAnswers, refuseTitle } from './answer-queries';
import { organisationOf } from './queries';

const body = z.string().trim().max(LONGEST_WORDS).default('');
export const answerInput = z.object({
	title: z.string().trim().min(1).max(100),
	bodies: z.object({ fr: body, en: body, de: body, es: body })
});
type Answer = z.infer<typeof answerInput>;

/** @throws name_taken, required, tag_unknown */
export async function addAnswer(unit: Unit<DeskScope>, wanted: Answer): Promise<{ id: string }> {
	refuseTitle(await lockAnswers(unit), wanted.title);
	const row = await rowOf(unit, wanted);
	const id = uuidv7();
	await unit.tx
		.insert(savedAnswer)
		.values({ organisationId: unit.scope.organisationId, id, ...row });
	await record(unit, 'answer.added', { kind: 'answer', id }, { title: wanted.title });
	return { id };
}

/** @throws not_found, conflict when somebody else changed it since, and what `addAnswer` refuses */
export async function changeAnswer(
	unit: Unit<DeskScope>,
	{ id, seen, ...wanted }: Answer & { id: string; seen: string }
): Promise<void> {
	const all = await lockAnswers(unit);
	const before = answerAmong(all, id);
	if (before.changedAt.toISOString() !== seen) throw new AppError('conflict');
	if (!before.archivedAt) refuseTitle(all, wanted.title, id);
	const row = await rowOf(unit, wanted);
	await unit.tx.update(savedAnswer).set(row).where(isAnswer(unit, id));
	await record(unit, 'answer.changed', { kind: 'answer', id }, { title: wanted.title });
}

async function rowOf(unit: Unit<DeskScope>, { title, bodies }: Answer) {
	const { language: house } = await organisationOf(unit);
	if (!bodies[house]) throw new AppError('required', {}, `body-${house}`);
	for (const language of LANGUAGES) {
		const [tag] = unknownTagsIn(bodies[language]);
		if (tag) throw new AppError('tag_unknown', { tag }, `body-${language}`);
	}
	const written = Object.entries(bodies).filter(([, text]) => text);
	return {
		...{ title, bodies: Object.fromEntries(written) as Labels },
		...{ changedAt: unit.now, changedByName: unit.scope.user.name }
	};
}
