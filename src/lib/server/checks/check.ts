import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';

/** A promise of the product, looked at from outside the code that keeps it. */
export interface Check {
	/** Words for people: `settings_check_<name>`, and `settings_check_todo_<name>` when it is broken. */
	name: string;
	/** Left out: always. No: what it looks at is not set up here. */
	applies?(): boolean;
	/** It is about no message: its words say what to look at. */
	nameless?: boolean;
	/** Ids of what breaks it; none is good news. */
	broken(unit: Unit<SystemScope>): Promise<string[]>;
}

/** Looked at every hour: what an hour cannot have changed is not read again and again. */
export const CHECKED_DAYS = 35;
