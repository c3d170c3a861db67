import { expect, test } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import { problemIn, problemOf, type Refused } from './form-state';

const refused = (action: string, code: string, field: string): Refused => ({
	refusal: { code, details: {}, field, hadFiles: false },
	values: { action }
});

test.each([
	['assign', 'required', 'userId', m.desk_assign_need_who(), 'userId'],
	['assignMany', 'required', 'userId', m.queue_bulk_need_who(), 'bulk-who'],
	['reasonMany', 'reason_required', 'reasonCode', m.queue_bulk_need_reason(), 'bulk-reason'],
	['postponeMany', 'date_invalid', 'untilOn', m.queue_bulk_need_day(), 'bulk-until'],
	['set', 'reason_required', 'reasonCode', m.worklist_owed_need_reason(), 'reasonCode']
])('what is missing for %s is asked for by its name', (action, code, field, words, anchor) => {
	expect(problemOf(refused(action, code, field))).toEqual({
		...{ words, anchor },
		all: [{ words, field: anchor }]
	});
});

test('an answer asks for what its choice lacks by the name of that', () => {
	const lacking = (field: string, verdict: string) => {
		const { refusal, values } = refused('answer', 'required', field);
		return problemOf({ refusal, values: { ...values, verdict } });
	};
	expect(lacking('colleague', 'need_information')).toMatchObject({
		...{ words: m.resolver_colleague_needed(), anchor: 'colleague' }
	});
	expect(lacking('handOver', 'need_information')).toMatchObject({
		...{ words: m.resolver_need_question(), anchor: 'need' }
	});
	expect(lacking('handOver', 'not_for_me')?.words).toBe(m.resolver_need_who());
});

test('other refusals of the same form keep their words, and another form hears of none', () => {
	const form = refused('assignMany', 'already_asked', 'userId');
	expect(problemIn(form, 'assignMany')?.words).not.toBe(m.queue_bulk_need_who());
	expect(problemIn(form, 'reasonMany')).toBeNull();
});
