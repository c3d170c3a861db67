import { expect, test } from 'vitest';
import { Turns } from './turns';

/** A job that goes on until it is let go. */
function held() {
	let begun = 0;
	const going: (() => void)[] = [];
	const job = () => {
		begun++;
		return new Promise<void>((done) => going.push(done));
	};
	return { job, begun: () => begun, letGo: () => going.shift()!() };
}
const settled = () => new Promise<void>((done) => setImmediate(done));

test('a job that is under way is not begun a second time, but once more after it where something is new', async () => {
	const turns = new Turns(() => {});
	const { job, begun, letGo } = held();
	const first = turns.once('mails', job);
	void turns.once('mails', job);
	turns.soon('mails', job);
	expect(begun()).toBe(1);
	letGo();
	await first;
	await settled();
	expect(begun()).toBe(2);
});

test('once ended nothing begins, not even what waited for its turn', async () => {
	const turns = new Turns(() => {});
	const { job, begun, letGo } = held();
	void turns.once('mails', job);
	turns.soon('mails', job);
	let isEnded = false;
	const end = turns.end().then(() => (isEnded = true));
	await settled();
	expect(isEnded).toBe(false);
	letGo();
	await end;
	await settled();
	await turns.once('mails', job);
	expect(begun()).toBe(1);
});

test('one that fails says so, and has its turn again', async () => {
	const failed: [string, unknown][] = [];
	const turns = new Turns((...fault) => failed.push(fault));
	await turns.once('mails', () => Promise.reject(new Error('no line')));
	expect(failed).toEqual([['mails', new Error('no line')]]);
	let isDone = false;
	await turns.once('mails', async () => (isDone = true));
	expect(isDone).toBe(true);
});
