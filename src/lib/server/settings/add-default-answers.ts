import { uuidv7 } from 'uuidv7';
import { DEFAULT_ANSWERS } from '$lib/domain/disputes/default-answers';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { savedAnswer } from '../db/schema/saved-answers';
import { organisationOf } from './queries';

/** Under titles of the language the house speaks, each in every language. */
export async function addDefaultAnswers(unit: Unit<SystemScope>): Promise<void> {
	const { language, name } = await organisationOf(unit);
	await unit.tx.insert(savedAnswer).values(
		DEFAULT_ANSWERS.map(({ title, body }) => ({
			...{ organisationId: unit.scope.organisationId, id: uuidv7(), title: title[language] },
			...{ bodies: body, changedAt: unit.now, changedByName: name }
		}))
	);
}
