import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import { verdictOfWitness, type WitnessVerdict } from '$lib/domain/delivery/witness';
import { subjectsTold } from '../audit/queries';
import { record } from '../audit/record';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { env } from '../env';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { heldWhere, lockUncertain } from './lock-deliveries';
import { tellNotice } from './notice-hook';
import { WITHOUT_COPY } from './outcome';
import type { Delivery } from './queries';
import { RESTORED } from './suspend-under-way';
import { openWitness } from './witness/open-witness';
import { copiesToExpect } from './witness/recent-copies';
import type { Witness } from './witness/witness';

/** A copy may still come after the last hope: looked for every hour. */
const LOOK_AGAIN_MINUTES = 60;
const AT_ONCE = 200;
const NOT_WITNESSED = 'delivery.not_witnessed';

/** Asks the witness mailbox about every mail of which nobody knows whether it left; without one, a person decides. */
export async function reconcileAll(witness: Witness | null = openWitness()): Promise<void> {
	if (!witness) return;
	for (const { organisationId, timeZone, slug, demo } of await allOrganisations()) {
		if (demo && !env().DEMO) continue;
		try {
			await reconcileIn(systemScope({ organisationId, timeZone, actor: 'witness' }), witness);
		} catch (error) {
			// An unreadable witness says nothing: everything stays as uncertain as it was.
			log('error', 'witness.unreadable', { organisation: slug, error });
		}
	}
}

async function reconcileIn(scope: SystemScope, witness: Witness): Promise<void> {
	const { uncertain, copies } = await unitOfWork(scope, async (unit) => ({
		uncertain: await uncertainIn(unit),
		copies: await copiesToExpect(unit)
	}));
	const unseen = copies.filter(({ witnessedAt }) => !witnessedAt);
	const asked = [...uncertain, ...unseen].map(({ messageId }) => messageId);
	if (asked.length === 0) return;
	// Outside any transaction: a mailbox takes its time.
	const arrivals = await witness.arrivals(asked);
	const late = unseen.filter(({ messageId }) => !arrivals.has(messageId));
	if (late.length > 0) log('error', 'witness.late', { mails: late.length });
	await unitOfWork(scope, (unit) => noteCopies(unit, unseen, arrivals));
	// Each by itself: whoever holds one of them does not wait for another.
	for (const { id } of uncertain)
		await unitOfWork(scope, (unit) => settle(unit, id, arrivals, late.length > 0));
}

const uncertainIn = (unit: Unit<SystemScope>) =>
	unit.tx
		.select({ id: delivery.id, messageId: delivery.messageId })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.channel, 'email'),
				eq(delivery.status, 'unknown'),
				lte(delivery.nextAttemptAt, unit.now)
			)
		)
		.orderBy(asc(delivery.nextAttemptAt))
		.limit(AT_ONCE);

async function noteCopies(
	unit: Unit<SystemScope>,
	unseen: readonly { id: string; messageId: string }[],
	arrivals: ReadonlyMap<string, Date>
): Promise<void> {
	const ids = unseen.filter(({ messageId }) => arrivals.has(messageId)).map(({ id }) => id);
	if (ids.length > 0)
		await unit.tx
			.update(delivery)
			.set({ witnessedAt: unit.now })
			.where(heldWhere(unit, inArray(delivery.id, ids)));
}

async function settle(
	unit: Unit<SystemScope>,
	id: string,
	arrivals: ReadonlyMap<string, Date>,
	boxIsLate: boolean
): Promise<void> {
	const row = await lockUncertain(unit, id);
	if (!row) return;
	const found = arrivals.has(row.messageId);
	const spent =
		row.response === WITHOUT_COPY ||
		(await subjectsTold(unit, [NOT_WITNESSED, RESTORED], [id])).has(id);
	await apply(unit, row, verdictOfWitness({ found, boxIsLate, spent }));
}

async function apply(
	unit: Unit<SystemScope>,
	row: Delivery,
	verdict: WitnessVerdict
): Promise<void> {
	const later = new Date(unit.now.getTime() + LOOK_AGAIN_MINUTES * 60_000);
	if (verdict === 'sent') {
		await write(unit, row, { status: 'sent', sentAt: unit.now, witnessedAt: unit.now });
		await tellNotice(unit, row.noticeId, 'sent');
		return tell(unit, row, 'delivery.witnessed');
	}
	if (verdict === 'retry') {
		// Looked at again before it leaves, as at every attempt.
		await write(unit, row, { status: 'retry', nextAttemptAt: unit.now });
		await tellNotice(unit, row.noticeId, 'planned');
		return tell(unit, row, NOT_WITNESSED);
	}
	await write(unit, row, { nextAttemptAt: later });
	if (verdict === 'hold' && row.response !== HELD && row.response !== WITHOUT_COPY) {
		await write(unit, row, { response: HELD });
		await tell(unit, row, 'delivery.held');
	}
}

/** No copy came, and it was tried again already: a person decides. */
const HELD: OwnWord = 'not_witnessed';

const ours = (unit: Unit<SystemScope>, id: string) =>
	and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, id));

const write = (unit: Unit<SystemScope>, { id }: Delivery, set: Partial<Delivery>) =>
	unit.tx.update(delivery).set(set).where(ours(unit, id));

const tell = (unit: Unit<SystemScope>, row: Delivery, action: string): Promise<void> =>
	record(
		unit,
		action,
		{ kind: 'delivery', id: row.id, customerId: row.customerId },
		{ mail: row.mail, attempts: row.attempts }
	);
