import { expect, test } from 'vitest';
import { teamTold } from './team-told';

test('the customer is told the team of the person who has the case', () => {
	expect(teamTold({ team: 'logistics' })).toBe('logistics');
});

test('and ours where nobody has it, or whoever has it is in none that a customer knows', () => {
	expect(teamTold(null)).toBe('us');
	expect(teamTold({ team: '' })).toBe('us');
	expect(teamTold({ team: 'Quai 4' })).toBe('us');
});
