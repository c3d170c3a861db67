import { expect } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { notice } from '$lib/server/db/schema/notices';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { TEST_INSTANT } from '../../support/database';
import { buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { day, organisationWithDebtor } from './world';

/** Sixty days late, reminded once: a collector is asked. */
export async function toHandOver() {
	const world = await organisationWithDebtor({ dueOn: day('2026-01-02') });
	const { inside, customer } = world;
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const executive = await buildUser(inside, { role: 'executive' });
	setClock(new Date('2026-02-05T09:00:00Z'));
	await runDunning(inside);
	await unitOfWork(inside, ({ tx, now, today }) =>
		tx.update(notice).set({ status: 'sent', closedAt: now, closedOn: today })
	);
	setClock(TEST_INSTANT);
	await runDunning(inside);
	const scope = deskScopeOf(collector, inside);
	const desk = callerFor(scope).desk;
	const [waiting] = (await desk.dunning.toConfirm()).filter(({ legal }) => legal);
	// Nobody was put on notice: it is said before somebody hands the file over.
	const [row] = (await desk.review.queue({ page: 1 })).rows.filter(({ legal }) => legal);
	expect(row).toMatchObject({ noticeId: waiting!.noticeId, formalNotice: null });
	const reader = callerFor(deskScopeOf(executive, inside)).desk;
	return { ...world, scope, desk, reader, noticeId: waiting!.noticeId, customerId: customer.id };
}

export async function handedOver() {
	const world = await toHandOver();
	const { desk, noticeId } = world;
	await desk.dunning.confirm({ noticeId, note: 'Cabinet Durand', sure: true });
	return world;
}
