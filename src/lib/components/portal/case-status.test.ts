import { expect, test } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import { caseStatus } from './case-status';

test('a case nobody checks yet is not said to be checked: the step that runs says the same', () => {
	expect(caseStatus('assigned').words).toBe(m.portal_step_assigned());
	expect(caseStatus('in_progress').words).toBe(m.portal_status_checking());
});

test('handed to a colleague while it is checked, it still is', () => {
	expect(caseStatus('assigned', null, 'checking').words).toBe(m.portal_status_checking());
});
