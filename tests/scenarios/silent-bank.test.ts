import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { declareSource } from '$lib/server/sources/declare-source';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { asOwner } from '../support/database';
import { followScenario } from '../support/scenario';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory();

test('a bank silent for three days: who is late waits, who is announced a due date does not', async () => {
	const inside = await buildOrganisation();
	const collector = await buildUser(inside, { role: 'collector' });
	const { desk } = callerFor(deskScopeOf(collector, inside));
	const debtor = async (email: string, dueOn: string) => {
		const customer = await buildCustomer(inside);
		await buildContact(inside, customer, { email });
		await buildInvoice(inside, customer, {
			issuedOn: localDate('2026-02-01'),
			dueOn: localDate(dueOn)
		});
		return customer;
	};
	story.time('2026-03-03');
	const sourceId = await unitOfWork(inside, (unit) =>
		declareSource(unit, { name: 'Banque', kind: 'cash', profileId: null, maximumAgeHours: 48 })
	);
	await desk.sources.beat({ sourceId });
	const late = await debtor('late@gantier.test', '2026-03-04');
	await debtor('soon@gantier.test', '2026-03-21');

	await story.day('2026-03-06');
	expect(story.mails('soon@gantier.test')).toHaveLength(1);
	expect(story.mails('late@gantier.test')).toEqual([]);
	const { decision } = await desk.dunning.whyCustomer({ customerId: late.id });
	expect(decision.reasons).toContainEqual({
		code: 'stale_cash_data',
		reference: 'Banque',
		since: '2026-03-03'
	});
	expect((await desk.settings.frame()).staleSources).toMatchObject([{ name: 'Banque' }]);

	await desk.sources.beat({ sourceId });
	await story.wake();
	expect(story.mails('late@gantier.test')).toHaveLength(1);
	expect((await desk.settings.frame()).staleSources).toEqual([]);
});

test('a bank falls silent while a letter waits for a yes: it is held, and what was typed survives', async () => {
	const { inside, desk, sourceId } = await waitingUnderASilentBank();
	const { rows, held, waiting } = await desk.review.queue({});
	expect(rows).toMatchObject([
		{ changed: [], held: { reference: 'Banque', since: '2026-05-04' }, editedBy: 'Claire Morel' }
	]);
	expect({ held, waiting }).toEqual({
		held: { count: 1, since: '2026-05-04', name: 'Banque' },
		waiting: 1
	});
	const { noticeId } = rows[0]!;
	await expect(desk.dunning.confirm({ noticeId })).rejects.toMatchObject({
		cause: { code: 'payments_stale' }
	});
	expect(
		await desk.review.decide({ verb: 'confirm', chosen: { noticeIds: [noticeId] } })
	).toMatchObject({ done: 0, refused: [{ noticeId, reasons: ['stale_cash_data'] }] });

	await desk.sources.beat({ sourceId });
	await story.wake();
	const after = await desk.review.queue({});
	expect(after.held).toBeNull();
	expect(after.rows).toMatchObject([{ noticeId, held: null, editedBy: 'Claire Morel' }]);
	expect(
		await asOwner(`select action from audit_event where organisation_id = $1 and action = $2`, [
			inside.organisationId,
			'notice.cancelled'
		])
	).toEqual([]);
	await desk.dunning.confirm({ noticeId });
	expect(await desk.dunning.notice({ noticeId })).toMatchObject({ status: 'done' });
});

async function waitingUnderASilentBank() {
	const inside = await buildOrganisation();
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { desk } = callerFor(deskScopeOf(collector, inside));
	await followScenario(inside, {
		...{ channel: 'letter', automatic: false, tone: 'firm', requiresEarlierContact: false }
	});
	story.time('2026-05-04');
	const sourceId = await unitOfWork(inside, (unit) =>
		declareSource(unit, { name: 'Banque', kind: 'cash', profileId: null, maximumAgeHours: 48 })
	);
	await desk.sources.beat({ sourceId });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, {});
	await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-04-01'),
		dueOn: localDate('2026-05-01')
	});
	await story.day('2026-05-05');
	const [waits] = (await desk.review.queue({})).rows;
	const { seen, words } = await desk.review.words({ noticeId: waits!.noticeId });
	await desk.review.reword({
		...{ noticeId: waits!.noticeId, seen },
		words: { ...words!, body: 'Comme convenu avec Madame Petit.' }
	});
	await story.day('2026-05-07');
	return { inside, desk, sourceId };
}
