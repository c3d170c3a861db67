import { expect, test } from 'vitest';
import type { Scope } from '../auth/scope';
import type { Unit } from './client';
import { oncePerUnit } from './once-per-unit';

const unit = () => ({}) as Unit<Scope>;

test('a query that asks again whenever it is awaited is asked once for a unit, and anew for another', async () => {
	let asked = 0;
	// As Drizzle's are: nothing is sent before somebody waits.
	const query = () => ({ then: (done: (nth: number) => void) => done(++asked) });
	const once = oncePerUnit(query as unknown as (of: Unit<Scope>) => Promise<number>);
	const first = unit();
	expect([await once(first), await once(first), await once(unit())]).toEqual([1, 1, 2]);
});
