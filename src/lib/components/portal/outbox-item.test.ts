import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	aboutOf,
	askedAgain,
	begun,
	faultsOf,
	filesOf,
	isReady,
	leavesBy,
	listed,
	notNow,
	notToday,
	recovered,
	refusedFor,
	renamed,
	saysTheSame,
	titleIn,
	upgraded,
	waitingFrom,
	withFaults,
	withoutFile,
	type Waiting
} from './outbox-item';

const AT = Date.parse('2026-11-22T09:14:00Z');
const on = {
	key: 'key-new',
	url: '/p/x/disputes/new',
	title: 'Contester – Gantier',
	at: AT,
	mark: 'm'
};
const formOf = (entries: [string, string | File][]) => {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return form;
};
const photo = new File(['pixels'], 'palette.jpg', { type: 'image/jpeg' });
const item = (): Waiting =>
	waitingFrom(
		formOf([
			['key', 'key-of-a-kept-page'],
			['known', 'ask'],
			['invoice', 'a'],
			['invoice', 'b'],
			['explanation', 'Il manque 3 cartons'],
			['files', photo],
			['files', new File([], '')]
		]),
		on
	);
const itemWith = (names: string[]): Waiting =>
	waitingFrom(formOf(names.map((name) => ['files', new File(['x'], name)])), on);

it('a form is kept with everything typed, its files, and the key it leaves under', () => {
	const kept = item();
	expect(kept.fields).toEqual([
		['key', 'key-new'],
		['invoice', 'a'],
		['invoice', 'b'],
		['explanation', 'Il manque 3 cartons']
	]);
	expect(filesOf(kept).map(({ name, size, type }) => [name, size, type])).toEqual([
		['palette.jpg', 6, 'image/jpeg']
	]);
	expect(listed(kept)).toMatchObject({
		state: 'waiting',
		attempts: 0,
		keptAt: AT,
		leavesBy: Date.parse('2026-11-28T09:14:00Z')
	});
});

it('a page shows nothing of what was typed', () =>
	expect(JSON.stringify(listed(item()))).not.toContain('cartons'));

it('what waited since version 1 keeps its words and files, and says nothing it does not know', () => {
	const { title: _title, keptAt: _keptAt, triedAt: _triedAt, failed: _failed, ...rest } = item();
	const old = { ...rest, files: [{ name: 'a.jpg', type: 'image/jpeg', content: photo }] };
	const now = upgraded(old);
	expect(now).toMatchObject({ fields: old.fields, title: '', keptAt: 0, attempts: 0 });
	expect(now.files).toMatchObject([{ name: 'a.jpg', key: 'key-new-0' }]);
	expect(listed(now).leavesBy).toBe(0);
	// Opened by two pages at once it may be rewritten twice.
	expect(upgraded(now)).toEqual(now);
});

it('says when it has to be gone', () =>
	expect(leavesBy({ keptAt: AT }) - AT).toBe(6 * 24 * 3_600_000));

/** What happens to an item, in any order. */
const events = fc.array(
	fc.oneof(
		fc.constant((one: Waiting) => begun(one, AT)),
		fc.constant((one: Waiting) => notNow(one, 'network')),
		fc.constant(askedAgain),
		fc.constant((one: Waiting) => refusedFor(one, 'Trop')),
		fc.constant(recovered)
	)
);

it('whatever happens, nothing typed is lost, attempts only grow, and a killed worker leaves nothing "sending"', () =>
	fc.assert(
		fc.property(events, (happened) => {
			let now = item();
			const { fields, files, key } = now;
			for (const event of happened) {
				const next = event(now);
				expect(next.attempts).toBeGreaterThanOrEqual(now.attempts);
				now = next;
			}
			expect([now.fields, now.files, now.key]).toEqual([fields, files, key]);
			expect(recovered(now).state).not.toBe('sending');
			if (now.state === 'correct') expect(recovered(now)).toEqual(now);
		})
	));

it('a key that means something else there is left to it: the form goes on under its own', () => {
	const kept = item();
	const again = renamed(kept, 'key-other');
	expect([again.key, Object.fromEntries(again.fields).key]).toEqual(['key-other', 'key-other']);
	expect(again.files).toEqual(kept.files);
});

it('a second photo under the same words is a thing of its own', () => {
	const withPhoto = (name: string, pixels: string): Waiting =>
		waitingFrom(formOf([['files', new File([pixels], name)]]), on);
	const first = withPhoto('1.jpg', 'one');
	expect(saysTheSame(first, withPhoto('1.jpg', 'one'))).toBe(true);
	expect(saysTheSame(first, withPhoto('2.jpg', 'one'))).toBe(false);
	expect(saysTheSame(first, withPhoto('1.jpg', 'other'))).toBe(false);
});

it('another file in the place of a refused one is another upload; the same one goes on where it was', () => {
	const kept = item();
	const [key] = kept.files.map((file) => file.key);
	const [same] = filesOf(kept);
	expect(waitingFrom(formOf([['files', same!]]), on).files[0]!.key).toBe(key);
	expect(waitingFrom(formOf([['files', new File(['x'], 'b.pdf')]]), on).files[0]!.key).not.toBe(
		key
	);
});

it('a file that did not arrive says so itself, until it is tried again', () => {
	const item = itemWith(['a.pdf', 'b.pdf']);
	const [first, second] = item.files;
	const failed = refusedFor(withFaults(item, new Map([[first!.key, 'too much today']])), '');
	expect(faultsOf(failed)).toEqual([{ file: first!.key, name: 'a.pdf', words: 'too much today' }]);
	expect(listed(failed).faults).toEqual(faultsOf(failed));
	expect(faultsOf(begun(failed, 1))).toEqual([]);
	expect(begun(failed, 1).files.map(({ key }) => key)).toEqual([first!.key, second!.key]);
});

it('taken away, it no longer holds up the rest; while another one is missing the rest stays', () => {
	const item = itemWith(['a.pdf', 'b.pdf', 'c.pdf']);
	const [first, second] = item.files;
	const faults = new Map([first!, second!].map(({ key }) => [key, '']));
	const failed = refusedFor(withFaults(item, faults), '');
	const without = withoutFile(failed, first!.key);
	expect(without.state).toBe('correct');
	expect(without.files.map(({ name }) => name)).toEqual(['b.pdf', 'c.pdf']);
	const free = withoutFile(without, second!.key);
	expect([free.state, free.files.map(({ name }) => name)]).toEqual(['waiting', ['c.pdf']]);
	// Nobody asked for what waits for another reason to leave.
	expect(withoutFile(refusedFor(item, 'why'), 'unknown').state).toBe('correct');
});

it('is called as its page was, without the name of the creditor', () => {
	expect(aboutOf({ title: 'Dispute invoice F-1 – Norwood' })).toBe('Dispute invoice F-1');
	expect(aboutOf({ title: 'Dispute 2 invoices: F-1 and F-2' })).toBe(
		'Dispute 2 invoices: F-1 and F-2'
	);
});

it('what the server takes no more of today waits with its words until tomorrow, and no longer', () => {
	const words = 'Trop d’envois aujourd’hui pour votre compte.';
	const evening = new Date(2026, 10, 22, 21, 30).getTime();
	const put = notToday(begun(item(), evening), words, evening);
	expect(put).toMatchObject({ state: 'waiting', failed: 'limit', problem: words });
	expect(listed(put).problem).toBe(words);
	expect(isReady(put, evening)).toBe(false);
	expect(isReady(put, new Date(2026, 10, 22, 23, 59).getTime())).toBe(false);
	expect(isReady(put, new Date(2026, 10, 23, 0, 0).getTime())).toBe(true);
	// Somebody who was told by telephone that it is open again does not wait.
	expect(isReady(askedAgain(put), evening)).toBe(true);
	// Whatever stops it the next day, yesterday's words are gone.
	expect(notNow(begun(put, evening), 'network').problem).toBe('');
	expect(isReady(item(), 0)).toBe(true);
	expect(isReady(refusedFor(item(), 'x'), evening)).toBe(false);
});

it('what was written waits under its own name, or that of its page', () => {
	const form = new FormData();
	expect(titleIn(form, 'Payer 2 895,38 €')).toBe('Payer 2 895,38 €');
	form.set('title', 'J’ai déjà payé');
	expect(titleIn(form, 'Payer 2 895,38 €')).toBe('J’ai déjà payé');
});
