import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, test } from 'vitest';
import { render } from 'svelte/server';
import { setClock } from '$lib/server/clock';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { noticeActions } from '../../../src/routes/(desk)/dunning/notice-actions';
import NoticeForm from '../../../src/routes/(desk)/dunning/NoticeForm.svelte';
import CallForm from '../../../src/routes/(desk)/dunning/notices/[id]/CallForm.svelte';
import {
	anchorIn,
	bulkRefusal,
	rowRefusal
} from '../../../src/routes/(desk)/dunning/queue-refusal';
import { reviewAction } from '../../../src/routes/(desk)/dunning/review-action';
import SkipOne from '../../../src/routes/(desk)/dunning/SkipOne.svelte';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildUser } from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { deskScopeOf } from '../../support/scopes';
import { day, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

interface Refused {
	refusal: {
		code: string;
		details: Record<string, string>;
		field: string | null;
		hadFiles: boolean;
	};
	values: Record<string, string>;
}

async function waiting() {
	const { inside } = await organisationWithDebtor();
	await followScenario(inside, { automatic: false });
	await runDunning(inside);
	const officer = await buildUser(inside, { role: 'collector' });
	const [notice] = await noticesIn(inside);
	const send = (fields: Record<string, string>) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		return {
			request: new Request('http://localhost/', { method: 'POST', body }),
			url: new URL('http://localhost/dunning'),
			locals: { scope: deskScopeOf(officer, inside), requestId: 'test' }
		} as RequestEvent;
	};
	return { inside, noticeId: notice!.id, send };
}

const refusedIn = (result: unknown): Refused => (result as ActionFailure<Refused>).data;

describe('one step is skipped', () => {
	test('with a reason only; without one the error stands at the field and nothing typed is lost', async () => {
		const { inside, noticeId, send } = await waiting();
		const typed = { noticeId, note: '  ', outcome: 'no_answer', againOn: '2026-03-05' };
		const refused = refusedIn(await noticeActions.skip(send(typed)));
		expect(refused).toMatchObject({
			refusal: { code: 'skip_reason_required', field: 'note' },
			values: typed
		});
		expect((await noticesIn(inside))[0]).toMatchObject({ status: 'to_confirm' });

		const notice = { noticeId, channel: 'email', legal: false, customerName: 'Ana' } as const;
		const { body } = render(NoticeForm, { props: { notice, form: refused } });
		expect(body).toMatch(/<p class="field-error[^"]*" id="note-error">/);
		expect(body).toMatch(/<textarea[^>]* aria-invalid="true"/);
		const call = render(CallForm, { props: { notice, form: refused, today: day('2026-03-03') } });
		expect(call.body).toContain('id="call-note-error"');
		expect(call.body).toContain('value="2026-03-05"');
		expect(call.body).toMatch(/value="no_answer"[^>]*checked/);

		expect(rowRefusal(refused, noticeId)).toMatchObject({ note: '  ' });
		expect(rowRefusal(refused, 'another')).toBeNull();
		expect(bulkRefusal(refused)).toMatchObject({ note: '', noteError: null });
		expect(anchorIn(refused)).toBe(`note-${noticeId}`);
		const row = render(SkipOne, { props: { notice, refused: rowRefusal(refused, noticeId) } });
		expect(row.body).toMatch(/<details open/);
		expect(row.body).toMatch(new RegExp(`id="note-${noticeId}"[^>]*aria-invalid="true"`));

		expect(
			await noticeActions.skip(send({ noticeId, note: 'Congés', [`name-${noticeId}`]: 'Ana' }))
		).toEqual({ did: { verb: 'skip', name: 'Ana' } });
		expect((await noticesIn(inside))[0]).toMatchObject({
			status: 'cancelled',
			content: { note: 'Congés' }
		});
	});

	test('among several: the error stands at the reason of the bar', async () => {
		const { noticeId, send } = await waiting();
		const refused = refusedIn(await reviewAction(send({ do: 'skip', pick: noticeId, note: ' ' })));
		expect(refused.refusal).toMatchObject({ code: 'skip_reason_required', field: 'note' });
		expect(bulkRefusal(refused as never)).toMatchObject({
			note: ' ',
			noteError: expect.stringContaining('dites pourquoi'),
			picked: [noticeId]
		});
		expect(anchorIn(refused as never)).toBe('note');
	});
});
