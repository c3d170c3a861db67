import { expect, test } from 'vitest';
import type { AppError } from '$lib/domain/errors';
import { answerIn } from './sent-answer';

const read = (words: Record<string, string>) =>
	answerIn({ signedName: 'Karim', ...words }, { currency: 'EUR', language: 'fr' });

test('whom the question goes to is what was chosen; typed beside no choice, it is the address', () => {
	expect(read({ verdict: 'not_for_me', handTo: 'team:sales' })).toMatchObject({
		...{ handTo: 'team:sales', handOver: '' }
	});
	expect(read({ verdict: 'not_for_me', handOver: 'eve@elsewhere.test' })).toMatchObject({
		...{ handTo: 'address', handOver: 'eve@elsewhere.test' }
	});
});

test('an amount counts where only a part is right, and what is needed where something is', () => {
	expect(read({ verdict: 'partly', amount: '12,50' }).acceptedMinor).toBe(1_250n);
	expect(read({ verdict: 'customer_right', amount: '12,50' }).acceptedMinor).toBeUndefined();
	const asked = { need: 'Le bon', handOver: 'x', askTo: 'colleague:u1', asks: 'colleague' };
	expect(read({ verdict: 'need_information', ...asked })).toMatchObject({
		...{ handOver: 'Le bon', askTo: 'colleague:u1', asks: 'colleague' }
	});
});

test.each([
	[{}, 'verdict_required', 'verdict'],
	[{ verdict: 'customer_right', signedName: ' ' }, 'name_required', 'signedName'],
	[{ verdict: 'not_for_me' }, 'required', 'handTo'],
	[{ verdict: 'partly', amount: 'douze' }, 'amount_invalid', 'acceptedMinor']
])('%j is refused as %s at its field', (words, code, field) => {
	expect(() => read(words)).toThrow(expect.objectContaining({ code, field }));
});

test.each([
	[
		{ verdict: 'partly', amount: '', signedName: '' },
		['acceptedMinor amount_invalid', 'signedName name_required']
	],
	[{ signedName: '' }, ['verdict verdict_required', 'signedName name_required']],
	[
		{ verdict: 'customer_wrong', explanation: ' ', signedName: '' },
		['explanation explanation_required', 'signedName name_required']
	],
	[
		{ verdict: 'need_information', need: '', asks: 'colleague' },
		['handOver required', 'colleague required']
	],
	[{ verdict: 'not_for_me', handTo: 'address', handOver: '' }, ['handOver required']],
	// Whoever chose somebody of the list types nothing.
	[{ verdict: 'not_for_me', handTo: 'team:sales', signedName: '' }, ['signedName name_required']]
])('everything that is wrong with %j is said at once', (words, expected) => {
	expect(faultsOf(words)).toEqual(expected);
});

function faultsOf(words: Record<string, string>): string[] {
	try {
		read(words);
		return [];
	} catch (thrown) {
		const refused = thrown as AppError;
		return [refused, ...refused.others].map(({ field, code }) => `${field} ${code}`);
	}
}
