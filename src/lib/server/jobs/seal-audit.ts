import { shownHash } from '$lib/domain/audit/chain';
import type { LocalDate } from '$lib/domain/calendar';
import { headOf } from '../audit/seal-queries';
import { sealEvents } from '../audit/seal-events';
import { systemScope, type SystemScope } from '../auth/scope';
import { todayIn } from '../clock';
import { unitOfWork } from '../db/client';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';

/** The day of each organisation whose whole look is done: after a restart it is done once more. */
const lookedOn = new Map<string, LocalDate>();

/** Of every organisation, also where nothing is sent: what people do is sealed all the same. */
export async function sealAudit(): Promise<void> {
	for (const { organisationId, timeZone, slug } of await allOrganisations()) {
		const scope = systemScope({ organisationId, timeZone, actor: 'engine' });
		await sealFor(scope, slug).catch((error: unknown) =>
			log('error', 'audit.not_sealed', { organisation: slug, error })
		);
	}
}

async function sealFor(scope: SystemScope, slug: string): Promise<void> {
	const today = todayIn(scope.timeZone);
	const isNewDay = lookedOn.get(scope.organisationId) !== today;
	await sealEvents(scope, isNewDay ? 'whole' : 'recent');
	if (!isNewDay) return;
	await logHead(scope, slug);
	lookedOn.set(scope.organisationId, today);
}

/** Once a day, outside of the database: whoever writes a whole chain anew cannot write the logs anew. */
async function logHead(scope: SystemScope, slug: string): Promise<void> {
	const { seq, hash } = await unitOfWork(scope, headOf);
	log('info', 'audit.head', { organisation: slug, seq, hash: shownHash(hash) });
}
