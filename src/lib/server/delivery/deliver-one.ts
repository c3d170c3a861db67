import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import { claimDelivery, type Claim } from './claim';
import { crashAt } from './crash-points';
import type { Due } from './due';
import { noteLeft } from './journal';
import { onceAvailable } from './once-available';
import type { Lane } from './registry';
import { setAside } from './set-aside';
import { settleDelivery } from './settle';
import { note, type Batch, type Turn } from './turn-state';

/** @returns whether a server was asked */
export async function deliverOne(
	{ scope }: Turn,
	lane: Lane,
	batch: Batch,
	due: Due
): Promise<boolean> {
	const claim = await claimOrSetAside(scope, due);
	if (!claim) return false;
	const began = machineNow();
	crashAt('after_claim');
	const attempt = await lane.send(claim.message);
	if (attempt.kind === 'accepted') noteLeft(scope, claim);
	await onceAvailable(() => settleDelivery(scope, claim, attempt));
	crashAt('after_commit');
	batch.msPerMail = machineNow().getTime() - began.getTime();
	note(batch.end, claim, attempt);
	return true;
}

async function claimOrSetAside(scope: SystemScope, due: Due): Promise<Claim | null> {
	try {
		// Outside the claim: a transaction does not wait for a compiler.
		await compiledMail(due.mail, due.language);
		return await claimDelivery(scope, due.id);
	} catch (error) {
		log('error', 'delivery.not_written', { deliveryId: due.id, mail: due.mail, error });
		await setAside(scope, due.id, error);
		return null;
	}
}
