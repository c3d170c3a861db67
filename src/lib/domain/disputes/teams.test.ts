import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppError } from '../errors';
import { mayChoose, refuseTeam, reordered, teamTyped, type HouseTeam } from './teams';

const team = (key: string, archived = false): HouseTeam => ({
	...{ key, labels: { fr: `Équipe ${key}`, en: `Team ${key}`, de: '', es: '' } },
	...{ isNamed: true, isShown: true, archived }
});
const said = (labels: HouseTeam['labels'], others: HouseTeam[] = []) => {
	try {
		refuseTeam({ labels }, { house: 'fr', others });
		return [];
	} catch (thrown) {
		const { code, field, others: more = [] } = thrown as AppError;
		return [{ code, field }, ...more].map((one) => `${one.code} ${one.field}`);
	}
};

describe('what a team is called', () => {
	test('is written in the language of the house and in English', () => {
		expect(said({ fr: '', en: '' })).toEqual(['required label-fr', 'required label-en']);
		expect(said({ fr: 'Quai', en: 'Dock' })).toEqual([]);
	});
	test('is like no other that is offered, however it is typed; what is archived lets its name go', () => {
		const labels = { fr: ' équipe A', en: 'Dock' };
		expect(said(labels, [team('A')])).toEqual(['name_taken label-fr']);
		expect(said(labels, [team('A', true)])).toEqual([]);
	});
	test('finds it again, or its key does', () => {
		const teams = [team('a', true), team('b')];
		for (const typed of ['b', 'équipe B', ' TEAM b '])
			expect(teamTyped(teams, typed)?.key).toBe('b');
		expect(teamTyped(teams, 'a')).toBeUndefined();
		expect(teamTyped(teams, '')).toBeUndefined();
	});
});

test('what is archived may only stay chosen', () => {
	const teams = [team('a', true), team('b')];
	expect(mayChoose(teams, 'b')).toBe(true);
	expect(mayChoose(teams, 'a')).toBe(false);
	expect(mayChoose(teams, 'a', 'a')).toBe(true);
	expect(mayChoose(teams, 'unknown')).toBe(false);
});

describe('the order', () => {
	const teams = [team('a'), team('x', true), team('b'), team('c')];
	test('passes over what is archived, and ends at the ends', () => {
		expect(reordered(teams, 'b', 'up')).toEqual(['b', 'x', 'a', 'c']);
		expect(reordered(teams, 'a', 'up')).toEqual(['a', 'x', 'b', 'c']);
		expect(reordered(teams, 'x', 'down')).toEqual(['a', 'x', 'b', 'c']);
	});
	test('keeps every team, and down undoes up', () => {
		const some = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.boolean()), {
			selector: ([key]) => key,
			minLength: 1
		});
		fc.assert(
			fc.property(some, fc.nat(), (rows, at) => {
				const all = rows.map(([key, archived]) => team(key, archived));
				const { key } = all[at % all.length]!;
				const up = reordered(all, key, 'up');
				expect([...up].sort()).toEqual(all.map((one) => one.key).sort());
				const again = up.map((one) => all.find((row) => row.key === one)!);
				if (up.join() !== all.map((one) => one.key).join())
					expect(reordered(again, key, 'down')).toEqual(all.map((one) => one.key));
			})
		);
	});
});
