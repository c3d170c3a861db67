import { expect, test } from 'vitest';
import { typedIn } from './step-form';

function sent(fields: Record<string, string>) {
	const form = new FormData();
	form.append('key', 'a');
	for (const [name, value] of Object.entries(fields)) form.append(`${name}-0`, value);
	return typedIn(form)[0];
}

test('a hand-over is chosen among the channels, and keeps the one it had', () => {
	expect(sent({ channel: 'legal' })).toMatchObject({ legal: true, channel: 'call' });
	expect(sent({ channel: 'legal', channelBelow: 'letter' })).toMatchObject({
		legal: true,
		channel: 'letter'
	});
	expect(sent({ channel: 'letter', channelBelow: 'call' })).toMatchObject({
		legal: false,
		channel: 'letter'
	});
});
