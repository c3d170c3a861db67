import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { env } from '../env';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import { allOrganisations } from '../settings/queries';
import type { Channel } from './channels/letter';
import { claimDelivery, type Claim } from './claim';
import { openChannel } from './registry';
import { setAside } from './set-aside';
import { giveUpLostClaims, settleDelivery } from './settle';

/**
 * Sends what is due, of every organisation, and says how many mails left. Any number of processes may
 * do it at once: a mail belongs to the one whose claim was committed.
 */
export async function deliverDue(limit = 200): Promise<number> {
	const channel = openChannel();
	let sent = 0;
	try {
		for (const { organisationId, timeZone, demo } of await allOrganisations()) {
			if (demo && !env().DEMO) continue;
			const result = await deliverIn(
				systemScope({ organisationId, timeZone, actor: 'delivery' }),
				channel,
				limit - sent
			);
			sent += result.sent;
			if (result.unreachable || sent >= limit) break;
		}
	} finally {
		channel.close();
	}
	return sent;
}

async function deliverIn(
	scope: SystemScope,
	channel: Channel,
	limit: number
): Promise<{ sent: number; unreachable: boolean }> {
	await giveUpLostClaims(scope);
	let sent = 0;
	for (const due of await dueIn(scope, limit)) {
		const claim = await claimOrSetAside(scope, due);
		if (!claim) continue;
		const attempt = await channel.send(claim.letter);
		await settleDelivery(scope, claim, attempt);
		if (attempt.kind === 'accepted') sent++;
		else
			log('warn', 'delivery.not_accepted', {
				deliveryId: claim.id,
				attempt: claim.attempts,
				outcome: attempt.kind,
				response: attempt.response
			});
		// No server: the others wait without spending one of their attempts.
		if (attempt.kind === 'unreachable') return { sent, unreachable: true };
	}
	return { sent, unreachable: false };
}

type Due = Pick<typeof delivery.$inferSelect, 'id' | 'mail' | 'language'>;

const dueIn = (scope: SystemScope, limit: number): Promise<Due[]> =>
	unitOfWork(scope, (unit) =>
		unit.tx
			.select({ id: delivery.id, mail: delivery.mail, language: delivery.language })
			.from(delivery)
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					inArray(delivery.status, ['planned', 'retry']),
					lte(delivery.nextAttemptAt, unit.now)
				)
			)
			.orderBy(asc(delivery.nextAttemptAt), asc(delivery.id))
			.limit(limit)
	);

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
