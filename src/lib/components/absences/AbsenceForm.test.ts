import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import AbsenceForm from './AbsenceForm.svelte';

const SENT = { fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') };

test('whoever says "all the same" says it of the substitute he was warned of', () => {
	const sent = { ...SENT, userId: 'sophie', substituteId: 'claire' };
	const problem = { words: 'Non', field: 'substituteId', all: [], hadFiles: false, values: sent };
	const form = (more = {}) =>
		render(AbsenceForm, {
			props: {
				...{ me: 'sophie', forOthers: false, colleagues: [], isWarned: true, problem },
				...{ substitutes: [{ id: 'claire', name: 'Claire' }], ...more }
			}
		}).body;
	expect(form()).toContain(`name="warned" value="${warnedAbout(sent)}"`);
	const { userId: _, ...ofMine } = sent;
	expect(form({ problem: { ...problem, values: ofMine } })).toContain(warnedAbout(sent));
});
