import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetEnv } from '../env';
import { readMessageId, readReplyToken, replyToken, signedMessageId } from './reply-key';

const before = { ...process.env };
beforeAll(() => {
	Object.assign(process.env, {
		DATABASE_URL: 'none',
		APP_KEY: 'a key of thirty-two signs or more'
	});
	forgetEnv();
});
afterAll(() => {
	process.env = before;
	forgetEnv();
});

const id = fc.uuid();
const idOf = (text: string): string => text.slice(1, -1);

it('what was made for a mail names it again, in capitals too, and fits a local part', () => {
	fc.assert(
		fc.property(id, id, id, (organisationId, deliveryId, other) => {
			const of = { organisationId, deliveryId };
			const token = replyToken(of);
			expect(`r+${token}`.length).toBeLessThanOrEqual(64);
			expect(readReplyToken(token, [other, organisationId])).toEqual(of);
			expect(readMessageId(idOf(signedMessageId(of)), [other, organisationId])).toEqual(of);
		})
	);
});

it('one sign changed, another organisation or the other kind of secret proves nothing', () => {
	fc.assert(
		fc.property(id, id, fc.nat(51), (organisationId, deliveryId, at) => {
			fc.pre(organisationId !== deliveryId);
			const token = replyToken({ organisationId, deliveryId });
			const other = token[at] === 'a' ? 'b' : 'a';
			expect(
				readReplyToken(token.slice(0, at) + other + token.slice(at + 1), [organisationId])
			).toBeNull();
			expect(readReplyToken(token, [deliveryId])).toBeNull();
			const swapped = `${deliveryId}.${BigInt(parseInt('0', 32)).toString(16).padStart(32, '0')}@entendu`;
			expect(readMessageId(swapped, [organisationId])).toBeNull();
			expect(readMessageId(`${deliveryId}@entendu`, [organisationId])).toBeNull();
		})
	);
});

it('whatever is typed there is refused without a fault', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(readReplyToken(text, [])).toBeNull();
			expect(readMessageId(text, [])).toBeNull();
		})
	);
});
