import { expect, test } from 'vitest';
import { portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { buildWorld } from '../support/world';

const story = useStory();

test('a late invoice is reminded once, with a link that opens the account', async () => {
	story.time('2026-03-03', 7);
	const { ours } = await buildWorld();
	const { contact, customer, overdue } = ours.account;

	await story.day('2026-03-03');
	const [reminder, ...more] = story.mails(contact.email);
	expect(more).toEqual([]);
	expect(reminder!.text).toContain(overdue.number);
	expect((await portalScopeOf(linkIn(reminder!))).customerId).toBe(customer.id);

	await story.wake();
	await story.day('2026-03-04');
	expect(story.mails(contact.email)).toHaveLength(1);
});
