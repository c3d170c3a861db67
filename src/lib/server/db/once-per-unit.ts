import type { Scope } from '../auth/scope';
import type { Unit } from './client';

/**
 * Asked once per transaction and key, however many rows of it need the answer. For what the transaction
 * does not change itself: it would not see its own change.
 */
export function oncePerUnit<S extends Scope, Key extends string[], T>(
	read: (unit: Unit<S>, ...key: Key) => Promise<T>
): (unit: Unit<S>, ...key: Key) => Promise<T> {
	const asked = new WeakMap<object, Map<string, Promise<T>>>();
	return (unit, ...key) => {
		const answers = asked.get(unit) ?? new Map<string, Promise<T>>();
		asked.set(unit, answers);
		const name = key.join(' ');
		// A query of Drizzle is asked again by everybody who awaits it; a promise is not.
		const answer = answers.get(name) ?? Promise.resolve(read(unit, ...key));
		answers.set(name, answer);
		return answer;
	};
}
