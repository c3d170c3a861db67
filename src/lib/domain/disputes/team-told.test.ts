import { expect, test } from 'vitest';
import type { HouseTeam } from './teams';
import { teamTold } from './team-told';

const team = (key: string, more: Partial<HouseTeam> = {}): HouseTeam => ({
	...{ key, labels: { fr: `${key} fr`, en: `${key} en` }, isNamed: false },
	...{ isShown: true, archived: false, ...more }
});
const TEAMS = [
	team('logistics'),
	team('quality', { isNamed: true }),
	team('dock_4', { isNamed: true }),
	team('billing', { isShown: false }),
	team('spying', { isNamed: true, isShown: false })
];
const US = { team: 'us', labels: null };

test('the customer is told the team of the person who has the case', () => {
	expect(teamTold({ team: 'logistics' }, TEAMS)).toEqual({ team: 'logistics', labels: null });
});

test('one the house named itself is told as the house calls it, a usual one too', () => {
	for (const key of ['quality', 'dock_4'])
		expect(teamTold({ team: key }, TEAMS)).toEqual({
			team: 'team',
			labels: { fr: `${key} fr`, en: `${key} en` }
		});
});

test('ours where nobody has it, whoever has it is in none that is known, or the house keeps the team to itself', () => {
	expect(teamTold(null, TEAMS)).toEqual(US);
	for (const key of ['', 'Quai 4', 'billing', 'spying'])
		expect(teamTold({ team: key }, TEAMS)).toEqual(US);
});
