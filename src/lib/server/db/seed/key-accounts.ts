import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import type { SystemScope } from '../../auth/scope';
import { assignScenario } from '../../dunning/assign-scenario';
import { createScenario } from '../../dunning/create-scenario';
import { publishScenario } from '../../dunning/publish-scenario';
import type { Unit } from '../client';
import type { Creditor, DemoLanguage } from './creditor';

const NAME: Record<DemoLanguage, string> = { fr: 'Grands comptes', en: 'Key accounts' };

/** Their name: also that of the scenario they follow. */
export const keyAccountsOf = ({ language }: Pick<Creditor, 'language'>): string => NAME[language];

/** Later than everybody else, and never without the one who knows the account. */
const CHANGES: Record<string, Partial<DraftStep>> = {
	courtesy: { opensDays: 5, closesDays: 14 },
	reminder: { opensDays: 15, closesDays: 29, internalCopies: ['collector'] },
	call: { opensDays: 30, closesDays: 44, tone: 'neutral' },
	formal_notice: { opensDays: 45, closesDays: 74, internalCopies: ['collector', 'executive'] },
	legal: { disabled: true, opensDays: 75, closesDays: 120 }
};

/** After the past was written: it was lived under the usual scenario, under the same names of steps. */
export async function addKeyAccounts(unit: Unit<SystemScope>, creditor: Creditor): Promise<void> {
	const name = keyAccountsOf(creditor);
	const steps = DEFAULT_SCENARIO.map((step) => ({ ...step, ...CHANGES[step.key] }));
	const { scenarioId, versionId } = await createScenario(unit, { name, steps });
	await publishScenario(unit, versionId);
	await assignScenario(unit, { customerGroup: name }, scenarioId);
}
