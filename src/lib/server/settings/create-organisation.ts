import { uuidv7 } from 'uuidv7';
import { DEFAULT_REASONS } from '$lib/domain/disputes/reasons';
import { REFERENCE_PREFIXES } from '$lib/domain/disputes/reference';
import { record } from '../audit/record';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { addDefaultAnswers } from './add-default-answers';
import { publishDefaultScenario } from '../dunning/publish-default-scenario';
import { organisation } from '../db/schema/organisations';

export type NewOrganisation = Omit<
	Partial<typeof organisation.$inferInsert>,
	'organisationId' | 'id' | 'createdAt'
> &
	Pick<typeof organisation.$inferInsert, 'slug' | 'name' | 'email'>;

/** An organisation with everything it needs to start: reasons and a published default scenario. */
export async function createOrganisation(fields: NewOrganisation): Promise<SystemScope> {
	const id = uuidv7();
	const scope = systemScope({
		organisationId: id,
		timeZone: fields.timeZone ?? 'Europe/Paris',
		actor: 'setup'
	});
	await unitOfWork(scope, async (unit) => {
		await unit.tx.insert(organisation).values({
			...{ legalName: fields.name, referencePrefix: REFERENCE_PREFIXES[fields.language ?? 'fr'] },
			...{ ...fields, organisationId: id, id, createdAt: unit.now }
		});
		await addReasons(unit);
		await addDefaultAnswers(unit);
		await publishDefaultScenario(unit);
		await record(unit, 'organisation.created', { kind: 'organisation', id }, { name: fields.name });
	});
	return scope;
}

const addReasons = (unit: Unit<SystemScope>) =>
	unit.tx.insert(reason).values(
		DEFAULT_REASONS.map((definition, position) => ({
			...definition,
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			position
		}))
	);
