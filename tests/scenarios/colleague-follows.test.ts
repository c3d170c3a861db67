import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { caller } from '$lib/server/trpc/caller';
import { asOwner } from '../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();
const ANA = 'ana@gantier.test';
const LUC = 'luc@gantier.test';
const count = (who: string) => story.mails(who).length;
const newest = (who: string) => story.mails(who).at(-1)!;
/** The door of his newest mail; `acting`: somebody it was passed on to, as he says. */
const doorOf = async (who: string, acting?: string) => {
	const scope = await portalScopeOf(linkIn(newest(who)));
	return caller({ locals: { scope, acting, requestId: 'test' } as App.Locals }).portal.disputes;
};

test('a colleague who was invited follows, answers, ends his mails from the mail and from the page, and it is written who did', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const claire = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	await buildContact(inside, customer, { email: ANA, name: 'Ana Petit', role: 'collections' });
	const luc = { email: LUC, name: 'Luc Roy', language: 'en' as const, role: 'other' as const };
	await buildContact(inside, customer, luc);
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-03-13') });
	const desk = callerFor(deskScopeOf(claire, inside)).desk.disputes;
	await story.day('2026-03-03');
	const { reference, disputeId } = await (
		await doorOf(ANA)
	).open({
		...{ items: [{ invoiceId: invoice.id, claimedMinor: 20_000n }], reasonCode: 'price_unit' },
		...{ explanation: 'Le prix convenu était plus bas.', language: 'fr' as const },
		idempotencyKey: 'a colleague follows'
	});
	const say = async (body: string) => {
		await desk.post({ disputeId, audience: 'customer', body, idempotencyKey: `staff: ${body}` });
		await story.wake();
	};
	/** Of those who may hear of the next change, who does. */
	const heard = async (body: string) => {
		const before = [ANA, LUC].map(count);
		await say(body);
		return [ANA, LUC].filter((who, index) => count(who) > before[index]!);
	};
	const unfollowed = () =>
		asOwner<{ kind: string; name: string }>(
			`select actor_kind as kind, actor_name as name from audit_event
			where action = 'dispute.unfollowed' and subject_id = $1 order by at, id`,
			[disputeId]
		);
	const former = async () =>
		(await desk.page({ reference })).formerFollowers.map(({ name, because, by }) => [
			...[name, because, by]
		]);
	const invite = async () =>
		(await doorOf(ANA)).follow({ reference, name: 'Luc', email: LUC, language: 'fr' });
	const leave = async (door: Awaited<ReturnType<typeof doorOf>>) => {
		const { followers } = await door.show({ reference });
		const followerId = followers.list.find(({ isMe }) => isMe)!.id;
		await door.unfollow({ reference, followerId });
	};
	await story.wake();

	// He is told that he follows, and every change from then on.
	await invite();
	await story.wake();
	expect(newest(LUC).subject).toContain('you follow it');
	expect(await heard('Une photo ?')).toEqual([ANA, LUC]);

	// His mail opens the case; what he answers is signed with his name, and the first one hears of it.
	const before = [ANA, LUC].map(count);
	const answer = { reference, body: 'Here it is.', idempotencyKey: 'answer of luc' };
	await (await doorOf(LUC)).reply(answer);
	await story.wake();
	expect([ANA, LUC].map(count)).toEqual([before[0]! + 1, before[1]]);
	const { messages } = await (await doorOf(ANA)).show({ reference });
	expect(messages.at(-1)).toMatchObject({ body: 'Here it is.', authorName: 'Luc Roy' });

	// From the mail: looking ends nothing, the button does, and it is written down as his own act.
	const secret = /\/p\/stop\/([A-Za-z0-9_-]{43})/.exec(newest(LUC).text)![1]!;
	await callerFor(null).follow.show({ secret });
	expect(await heard('Nous regardons.')).toEqual([ANA, LUC]);
	await callerFor(null).follow.stop({ secret });
	expect(await heard('Nous regardons encore.')).toEqual([ANA]);
	expect(await unfollowed()).toEqual([{ kind: 'customer', name: 'Luc Roy' }]);
	expect(await former()).toEqual([['Luc Roy', 'stopped', null]]);
	await expect(invite()).rejects.toMatchObject({ message: 'follower_stopped' });

	// He comes back by himself, and ends them from the page.
	await (await doorOf(LUC)).followMyself({ reference });
	expect(await former()).toEqual([]);
	expect(await heard('Bientôt.')).toEqual([ANA, LUC]);
	await leave(await doorOf(LUC));
	expect(await heard('Demain.')).toEqual([ANA]);
	expect((await unfollowed()).at(-1)).toEqual({ kind: 'customer', name: 'Luc Roy' });
	expect(await former()).toEqual([['Luc Roy', 'stopped', null]]);

	// Whoever his link was passed on to ends them in his own name: that was not the word of Luc.
	await (await doorOf(LUC)).followMyself({ reference });
	await leave(await doorOf(LUC, 'Marc Petit'));
	const marc = 'Marc Petit (link of Luc Roy)';
	expect((await unfollowed()).at(-1)).toEqual({ kind: 'customer', name: marc });
	expect(await former()).toEqual([['Luc Roy', 'removed', marc]]);
	await invite();
	expect(await heard('Après-demain.')).toEqual([ANA, LUC]);
});
