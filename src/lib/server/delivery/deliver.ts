import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { env } from '../env';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import { allOrganisations } from '../settings/queries';
import type { Way } from './channels/message';
import { beat } from '../instance/pulse';
import { claimDelivery, type Claim } from './claim';
import { crashAt } from './crash-points';
import { noteLeft } from './journal';
import type { Attempt } from './outcome';
import { openLane, WAY_NAMES, type Lane } from './registry';
import { setAside } from './set-aside';
import { giveUpLostClaims, settleDelivery } from './settle';

/**
 * Sends what is due, of every organisation, and says how many mails left. Any number of processes may
 * do it at once: a mail belongs to the one whose claim was committed. A restored copy sends nothing.
 */
export async function deliverDue(limit = 200): Promise<number> {
	if ((await beat()).held) return 0;
	const lanes = Array.from({ length: env().SMTP_CONNECTIONS }, openLane);
	const away = new Set<Way>();
	let sent = 0;
	try {
		for (const { organisationId, timeZone, slug, demo } of await allOrganisations()) {
			if (demo && !env().DEMO) continue;
			const scope = systemScope({ organisationId, timeZone, actor: 'delivery' });
			try {
				await giveUpLostClaims(scope);
				for (const way of WAY_NAMES.filter((each) => !away.has(each) && sent < limit)) {
					const batch: Batch = {
						due: await dueIn(scope, { way, limit: limit - sent }),
						sent: 0,
						unreachable: false
					};
					try {
						await deliverIn(scope, lanes, batch);
					} finally {
						sent += batch.sent;
					}
					// The mail server is everybody's; each organisation has providers of its own.
					if (batch.unreachable && way === 'email') away.add(way);
				}
			} catch (error) {
				// What failed is asked about again after its lease; the other organisations do not wait for it.
				log('error', 'delivery.interrupted', { organisation: slug, error });
			}
			if (sent >= limit) break;
		}
	} finally {
		for (const lane of lanes) lane.close();
	}
	return sent;
}

/** Until nothing is due any more, or nobody takes it. */
export async function deliverAll(): Promise<number> {
	let total = 0;
	for (let sent = await deliverDue(); sent > 0; sent = await deliverDue()) total += sent;
	return total;
}

interface Batch {
	due: Due[];
	sent: number;
	unreachable: boolean;
}

/** What is due on one way out: where that one is closed, the others stay open. */
async function deliverIn(scope: SystemScope, lanes: Lane[], batch: Batch): Promise<void> {
	// One knocks first: where nobody answers, the others wait without spending one of their attempts.
	while (batch.due.length > 0 && !(await deliverNext(scope, lanes[0]!, batch)));
	// Each ends its dialogue even when another fails: a line that is cut leaves a mail nobody knows about.
	const ends = await Promise.allSettled(lanes.map((lane) => work(scope, lane, batch)));
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
}

async function work(scope: SystemScope, lane: Lane, batch: Batch): Promise<void> {
	while (batch.due.length > 0 && !batch.unreachable) await deliverNext(scope, lane, batch);
}

/** @returns whether a server was asked */
async function deliverNext(scope: SystemScope, lane: Lane, batch: Batch): Promise<boolean> {
	const claim = await claimOrSetAside(scope, batch.due.shift()!);
	if (!claim) return false;
	crashAt('after_claim');
	const attempt = await lane.send(claim.message);
	if (attempt.kind === 'accepted') noteLeft(scope, claim);
	await settleDelivery(scope, claim, attempt);
	crashAt('after_commit');
	if (attempt.kind === 'accepted') batch.sent++;
	else tellRefusal(claim, attempt);
	if (attempt.kind === 'unreachable') batch.unreachable = true;
	return true;
}

const tellRefusal = (claim: Claim, { kind, response }: Attempt): void =>
	log('warn', 'delivery.not_accepted', {
		deliveryId: claim.id,
		attempt: claim.attempts,
		outcome: kind,
		response
	});

type Due = Pick<typeof delivery.$inferSelect, 'id' | 'mail' | 'language'>;

const dueIn = (scope: SystemScope, { way, limit }: { way: Way; limit: number }): Promise<Due[]> =>
	unitOfWork(scope, (unit) =>
		unit.tx
			.select({ id: delivery.id, mail: delivery.mail, language: delivery.language })
			.from(delivery)
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.channel, way),
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
