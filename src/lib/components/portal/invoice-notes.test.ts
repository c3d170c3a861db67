import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { notesOf, type Noted } from './invoice-notes';

const plain: Noted = {
	...{ state: 'overdue', disputedMinor: 0n, refusedMinor: 0n, pause: null, saidPaid: [] },
	...{ promise: null, missed: null, quiet: null, currency: 'EUR', restMinor: 2_000n },
	...{ totalMinor: 5_000n, openMinor: 5_000n, acceptedMinor: 0n }
};
const part = (minor: bigint, on: string, untilOn: string, isPast = false) => ({
	...{ minor, isPast, on: localDate(on), untilOn: localDate(untilOn) }
});
const promised = (...parts: ReturnType<typeof part>[]) => ({
	...{ parts, minor: 1n, on: parts.at(-1)!.on, promiseIds: ['plan'] }
});
const free = { show: 'free', reported: null };
const all: Noted = {
	...plain,
	disputedMinor: 900n,
	refusedMinor: 300n,
	saidPaid: [{ minor: 50n, untilOn: localDate('2026-03-20') }],
	promise: promised(
		part(100n, '2026-03-13', '2026-03-17', true),
		part(200n, '2026-03-27', '2026-03-31')
	),
	missed: promised(part(70n, '2026-03-06', '2026-03-10', true))
};

test('each part has a line of its own, with its amount and its days', () => {
	const notes = notesOf(all, free);
	expect(notes.map(({ minor }) => minor)).toEqual([...[null, 100n, 200n, 50n, 600n, 300n]]);
	expect(notes[1]!.words).toMatch(/jour passé.*jusqu’au 17 mars 2026 inclus/);
	expect(notes[2]!.words).toBe(
		'promis pour le 27 mars 2026, sans relance jusqu’au 31 mars 2026 inclus'
	);
});

test('what is part of what the row asks for has no amount of its own to add', () => {
	const quiet = { minor: 500n, untilOn: localDate('2026-03-11') };
	const [missed, rested] = notesOf({ ...all, quiet }, free);
	expect(missed!.words).toBe('dont 0,70\u00a0€ promis pour le 6 mars 2026, non reçus à temps');
	expect(rested).toEqual({
		minor: null,
		words: 'dont 5,00\u00a0€ sans relance jusqu’au 11 mars 2026 inclus, après votre contestation'
	});
});

test('what rests as a whole is no part of itself', () => {
	const quiet = { minor: 2_000n, untilOn: localDate('2026-03-11') };
	expect(notesOf({ ...plain, quiet }, free)).toEqual([
		{ minor: null, words: 'sans relance jusqu’au 11 mars 2026 inclus, après votre contestation' }
	]);
});

test('one plan is read again at one address, beside what did not come of it', () => {
	const links = notesOf(all, free).map(({ promiseIds = [] }) => promiseIds);
	expect(links).toEqual([['plan'], [], [], [], [], []]);
	const other = { ...all.missed!, promiseIds: ['earlier'] };
	expect(notesOf({ ...all, missed: other }, free)[2]!.promiseIds).toEqual(['plan']);
});

test('a whole that is promised for one day is told by its row, for several by its lines', () => {
	const one = { ...plain, state: 'promised', promise: promised(all.promise!.parts[1]!) };
	expect(notesOf(one as Noted, free)).toEqual([{ minor: null, words: '', promiseIds: ['plan'] }]);
	const several = { ...plain, state: 'promised', promise: all.promise };
	expect(notesOf(several, free)).toHaveLength(2);
});

test('of one that is covered only what is contested is told; elsewhere only what is payable again', () => {
	const covered = { ...all, state: 'covered' };
	expect(notesOf(covered, free).map(({ minor }) => minor)).toEqual([600n, 300n]);
	expect(notesOf(all, { ...free, show: 'disputed' }).map(({ minor }) => minor)).toEqual([300n]);
	expect(notesOf(all, { ...free, show: 'refused' })).toEqual([]);
});

test('what is of no part has no amount', () => {
	const paused = { ...plain, pause: { kind: 'customer_in_dispute', untilOn: null } };
	expect(notesOf(paused, { show: 'free', reported: 'sought' }).map(({ minor }) => minor)).toEqual([
		null,
		null
	]);
});

test('what was accepted is not said to be contested, and what was paid before makes the sum whole', () => {
	const words = (more: object) =>
		notesOf({ ...plain, disputedMinor: 900n, refusedMinor: 300n, ...more }, free).map(
			({ minor, words: said }) => `${minor} ${said}`
		);
	expect(words({ acceptedMinor: 600n })[0]).toBe('600 acceptés, en cours de régularisation');
	expect(words({ acceptedMinor: 100n })[0]).toMatch(/^600 en contestation, dont 1,00.€ acceptés/);
	expect(words({ openMinor: 4_000n }).at(-1)).toBe('1000 déjà payés ou déduits par avoir');
	const row = { ...plain, disputedMinor: 600n, acceptedMinor: 200n };
	expect(notesOf(row, { ...free, show: 'disputed' })).toEqual([
		{ minor: null, words: 'dont 2,00\u00a0€ acceptés, en cours de régularisation' }
	]);
});

test('a payment he reported that is not booked is told as it stands', () => {
	const of = (reported: Parameters<typeof notesOf>[1]['reported']) =>
		notesOf(plain as Noted, { show: 'free', reported }).map(({ words }) => words);
	expect(of('not_found')).toEqual(of('sought'));
	expect(of('sought')).toEqual(['Paiement signalé par vous – pas encore retrouvé']);
	expect(of('returned')).toEqual(['Paiement signalé par vous – n’est plus enregistré']);
	expect(of('part_booked')).toEqual(['Paiement signalé par vous – enregistré en partie']);
	expect(of('unbooked')).toEqual(['Paiement signalé par vous – retrouvé, pas enregistré']);
	expect(of('resting')).toEqual([]);
});
