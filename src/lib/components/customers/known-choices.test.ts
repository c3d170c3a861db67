import { expect, test } from 'vitest';
import { choicesWith } from './known-choices';

test.each([
	['', ['Nord']],
	['a:Nord', ['Nord']],
	['a:Santé: soins', ['Nord', 'Santé: soins']],
	['ab:Sud', ['Nord']],
	['a:', ['Nord']]
])('narrowed by "%s"', (known, shown) => {
	expect(choicesWith(known, 'a', ['Nord'])).toEqual(shown);
});
