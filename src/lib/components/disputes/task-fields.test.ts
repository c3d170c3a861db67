import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { problemIn } from './form-state';
import TaskFields from './TaskFields.svelte';

const shown = (team: string, values: Record<string, string> | null = null) =>
	render(TaskFields, {
		props: {
			tasks: { suggested: ['Corriger le tarif'], team, dueOn: localDate('2026-03-09') },
			colleagues: [{ id: 'u1', name: 'Karim' }],
			problem:
				values &&
				problemIn(
					{
						refusal: {
							...{ code: 'task_needs_owner', details: { task: 'Corriger le tarif' } },
							...{ field: 'task-0-owner', hadFiles: false }
						},
						values: { action: 'decide', ...values }
					},
					'decide'
				)
		}
	}).body;
const chosenIn = (body: string) =>
	[...body.matchAll(/<select.*?<\/select>/gs)].map(
		([select]) => /value="([^"]*)" selected/.exec(select)?.[1] ?? null
	);

test('nobody is chosen beforehand, unless the team of the reason has the case', () => {
	expect(chosenIn(shown(''))).toEqual([null, null, null]);
	expect(shown('')).toMatch(/<select[^>]*><option value="">Choisir qui s’en charge…/);
	expect(chosenIn(shown('logistics'))[0]).toBe('team:logistics');
	expect(chosenIn(shown('logistics')).slice(1)).toEqual([null, null]);
});

test('refused, the line says so and everything typed is still there', () => {
	const body = shown('', {
		...{ 'task-0': 'Corriger le tarif', 'task-0-owner': '', 'task-0-on': '2026-03-12' },
		...{ 'task-1': 'Appeler', 'task-1-owner': 'user:u1' }
	});
	expect(body).toContain('Dites qui se charge de « Corriger le tarif »');
	expect(body).toMatch(/id="task-0-owner"[^>]*aria-invalid="true"/);
	expect(body).toContain('value="2026-03-12"');
	expect(body).toContain('value="Appeler"');
	expect(chosenIn(body)).toEqual([null, 'user:u1', null]);
});
