import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory({ of: 'test' });

/** Each story has its own house. */
let houses = 0;
const at = (who: string) => `${who}@passed${houses}.test`;
const last = (who: string) => story.mails(at(who)).at(-1)!;
const textOf = (who: string) => last(who).text.replaceAll('\u00a0', ' ');
const QUESTION = 'Do we have a proof of delivery?';
const NOTE = 'Tom runs the Kent round.';

/** Emma asked David on a Tuesday; he answers by Friday. */
async function begun() {
	houses++;
	const inside = await buildOrganisation({ name: 'Bennett Supplies', email: at('accounts') });
	const colleague = (who: string, name: string, role: 'collector' | 'resolver') =>
		buildUser(inside, { name, role, email: at(who), language: 'en' });
	const emma = await colleague('emma', 'Emma Clarke', 'collector');
	const david = await colleague('david', 'David Hughes', 'resolver');
	const ann = await colleague('ann', 'Ann Lee', 'resolver');
	const customer = await buildCustomer(inside, { name: 'Kent Foods', collectorId: emma.id });
	await buildContact(inside, customer, {
		email: at('olivia'),
		name: 'Olivia',
		role: 'collections'
	});
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	await story.day('2026-03-03');
	const { portal } = callerFor(await portalScopeOf(linkIn(last('olivia'))));
	const { reference, disputeId } = await portal.disputes.open({
		items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }],
		...{ reasonCode: 'price_unit', explanation: 'Two boxes are missing.' },
		...{ idempotencyKey: 'one dispute', language: 'en' as const }
	});
	const { disputes } = callerFor(deskScopeOf(emma, inside)).desk;
	await disputes.assign({ disputeId, userId: david.id, question: QUESTION });
	await story.wake();
	const doorOf = async (who: string) =>
		callerFor(await resolverScopeOf(linkIn(last(who)))).resolver.disputes;
	type Answer = Parameters<Awaited<ReturnType<typeof doorOf>>['answer']>[0];
	return {
		ann,
		page: async (who: string) => (await doorOf(who)).page(),
		answer: async (who: string, signedName: string, fields: Partial<Answer>) => {
			const said = { verdict: 'not_for_me', idempotencyKey: `${who}: ${fields.verdict}` } as const;
			await (await doorOf(who)).answer({ ...said, signedName, ...fields });
			await story.wake();
		},
		reply: async (body: string) => {
			await portal.disputes.reply({ reference, body, idempotencyKey: body, files: [] });
			await story.wake();
		},
		assign: async (userId: string) => {
			await disputes.assign({ disputeId, userId });
			await story.wake();
		}
	};
}

async function days(...all: string[]): Promise<void> {
	for (const day of all) await story.day(`2026-03-${day}`);
}

test('a question that goes from hand to hand is read by each of them, in every mail, with its day and an open form', async () => {
	const { answer, page, assign, ann } = await begun();
	expect(textOf('david')).toContain(`The question, asked by Emma Clarke\n${QUESTION}`);
	await answer('david', 'David Hughes', {
		...{ handTo: 'address', handOver: at('tom'), explanation: NOTE }
	});

	// Tom has no account: he is written to in the language of the house.
	const asked = textOf('tom');
	expect(asked).toContain(`La question, posée par Emma Clarke\n${QUESTION}`);
	expect(asked).toContain(`Transmise par David Hughes (« Ce n’est pas pour moi »)\n${NOTE}`);
	expect(asked).toContain('Emma Clarke a besoin de votre réponse');
	expect(await page('tom')).toMatchObject({
		...{ isHisTurn: true, askedBy: 'Emma Clarke', reader: 'Emma Clarke', dueOn: '2026-03-06' },
		question: { text: QUESTION, passedOn: [{ by: 'David Hughes', note: NOTE }] }
	});

	// Reminded, he reads it again, and so does the third.
	await days('05', '09');
	for (const { subject, text } of story.mails(at('tom')).slice(-2)) {
		expect(subject).toMatch(/^(Rappel|En retard)/);
		expect(text).toContain(QUESTION);
		expect(text).toContain(NOTE);
	}
	await answer('tom', 'Tom Fields', { handTo: 'address', handOver: at('paul') });
	expect(textOf('paul')).toContain(
		`Transmise par Tom Fields (« Ce n’est pas pour moi »)\nSans précision.`
	);
	expect(textOf('paul')).toContain(QUESTION);
	expect((await page('paul')).question.passedOn).toHaveLength(2);

	// Emma gives it to Ann without typing it again.
	await assign(ann.id);
	expect(textOf('ann')).toContain(`The question, asked by Emma Clarke\n${QUESTION}`);
	expect(textOf('ann')).toContain(`Passed on by David Hughes (“Not for me”)\n${NOTE}`);
	expect(await page('ann')).toMatchObject({ isHisTurn: true, question: { text: QUESTION } });
	await answer('ann', 'Ann Lee', { verdict: 'customer_right' });
	expect(await page('ann')).toMatchObject({ isHisTurn: false, canAnswer: true });
});

test('whoever asked the customer reads the answer where his turn is told, and again once he is late', async () => {
	const { answer, page, reply } = await begun();
	await answer('david', 'David Hughes', {
		...{ verdict: 'need_information', asks: 'customer', handOver: 'Which boxes?' }
	});
	expect((await page('david')).isHisTurn).toBe(false);
	await reply('The two with the glasses.');
	const told = textOf('david');
	expect(told).toContain('Information requested by David Hughes\nWhich boxes?');
	expect(told).toContain('The two with the glasses.');
	expect(told).toContain(QUESTION);

	await days('05', '09');
	expect(last('david').subject).toMatch(/^Overdue: /);
	expect(textOf('david')).toContain('Information requested by David Hughes\nWhich boxes?');
	expect(textOf('david')).toContain('Reply from Olivia\nThe two with the glasses.');
	expect(textOf('david')).toContain(QUESTION);
	expect(await page('david')).toMatchObject({
		...{ isHisTurn: true, left: { late: true } },
		askedBack: { question: 'Which boxes?', replies: [{ words: 'The two with the glasses.' }] }
	});
});
