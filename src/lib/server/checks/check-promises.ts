import { attachmentChecks } from '../attachments/checks';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { finding } from '../db/schema/findings';
import { deliveryChecks } from '../delivery/checks';
import { disputeChecks } from '../disputes/checks';
import { dunningChecks } from '../dunning/checks';
import { env } from '../env';
import { inboundChecks } from '../inbound/checks';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import type { Check } from './check';

export const CHECKS: readonly Check[] = [
	...deliveryChecks,
	...dunningChecks,
	...attachmentChecks,
	...disputeChecks,
	...inboundChecks
];
/** Kept by name, for the person who looks: more at once are one and the same trouble. */
const SHOWN = 25;

/** Every hour: asks the rows whether the promises were kept, and writes down what it found, zero too. */
export async function checkPromises(): Promise<void> {
	for (const { organisationId, timeZone, demo } of await allOrganisations()) {
		if (demo && !env().DEMO) continue;
		const scope = systemScope({ organisationId, timeZone, actor: 'checks' });
		for (const check of CHECKS) await runCheck(scope, check);
	}
}

/** Each on its own: one that cannot be asked hides none of the others. */
async function runCheck(scope: SystemScope, check: Check): Promise<void> {
	try {
		const ids = await unitOfWork(scope, async (unit) => {
			const broken = await check.broken(unit);
			await write(unit, check.name, broken);
			return broken;
		});
		if (ids.length > 0)
			log('error', 'promise.broken', {
				organisationId: scope.organisationId,
				check: check.name,
				count: ids.length
			});
	} catch (error) {
		log('error', 'promise.not_checked', { check: check.name, error });
	}
}

async function write(unit: Unit<SystemScope>, check: string, ids: string[]): Promise<void> {
	const seen = { count: ids.length, sample: ids.slice(0, SHOWN).join(' '), at: unit.now };
	await unit.tx
		.insert(finding)
		.values({ organisationId: unit.scope.organisationId, check, ...seen })
		.onConflictDoUpdate({ target: [finding.organisationId, finding.check], set: seen });
}
