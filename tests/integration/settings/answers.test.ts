import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_ANSWERS } from '$lib/domain/disputes/default-answers';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

type Who = keyof Company['desk'];
const answers = (who: Who = 'collector', company = ours) =>
	callerFor(company.desk[who]).desk.answers;
const written = (title: string, fr: string, more: object = {}) => ({
	...{ title, bodies: { fr, en: '', de: '', es: '', ...more } }
});
const offered = async (who: Who = 'collector', company = ours) =>
	(await callerFor(company.desk[who]).desk.disputes.page(company.account.dispute)).prepared.list;
const one = async (title: string) => (await offered()).find((found) => found.title === title);

test('an organisation begins with some, titled in its own language', async () => {
	const titles = (list: { title: string }[]) => list.map(({ title }) => title).sort();
	expect(titles(await answers().list())).toEqual(
		DEFAULT_ANSWERS.map(({ title }) => title.fr).sort()
	);
	expect(titles(await answers('admin', other).list())).toEqual(
		DEFAULT_ANSWERS.map(({ title }) => title.en).sort()
	);
});

describe('what is offered on a case', () => {
	test('is filled from it: for the customer in his language, in a note in that of whoever writes', async () => {
		await answers().add(
			written('Accusé', '#contact : #litige, #factures_en_litige, #total_en_litige – #auteur', {
				en: '#contact: #dispute, #disputed_invoices, #total_disputed – #writer'
			})
		);
		await asOwner(`update dispute set language = 'en' where id = $1`, [ours.account.dispute.id]);
		const { reference } = ours.account.dispute;
		const found = await one('Accusé');
		expect(found!.customer).toBe(`Billing m1: ${reference}, M1-contested, €200.00 – collector m`);
		expect(found!.internal).toMatch(
			new RegExp(`^Billing m1 : ${reference}, M1-contested, 200,00.€ – collector m$`)
		);
	});

	test('where it has no words in a language, it speaks with those of the house', async () => {
		await answers().add(written('Seulement en français', 'Bonjour #contact'));
		expect((await one('Seulement en français'))!.customer).toBe('Bonjour Billing m1');
	});

	test('is nothing for whoever may not write on a case', async () => {
		expect(await offered('executive')).toEqual([]);
		expect((await offered('resolver')).length).toBeGreaterThan(0);
	});
});

describe('an answer', () => {
	test('with a tag no case has anything for is refused, and says where', async () => {
		for (const [body, field] of [
			[{ fr: 'Bonjour #contcat' }, 'body-fr'],
			[{ fr: 'Bonjour', de: '#iban' }, 'body-de']
		] as const)
			await expect(answers().add(written('Faux', '', body))).rejects.toMatchObject({
				cause: { code: 'tag_unknown', field }
			});
		await expect(answers().add(written('Vide', '', { en: 'Hello' }))).rejects.toMatchObject({
			cause: { code: 'required', field: 'body-fr' }
		});
	});

	test('is changed by one at a time, archived and brought back, and written down', async () => {
		const { id } = await answers().add(written('Relance', 'Un'));
		const { seen } = await answers().show({ id });
		await asOwner(
			`update saved_answer set changed_at = changed_at + interval '1 second' where id = $1`,
			[id]
		);
		const change = (as: string) =>
			answers('admin').change({ ...written('Relance', 'Deux'), id, seen: as });
		await expect(change(seen)).rejects.toThrow('conflict');
		await change((await answers().show({ id })).seen);
		await answers().archive({ id });
		expect(await one('Relance')).toBeUndefined();
		const { id: namesake } = await answers().add(written('relance', 'Trois'));
		await expect(answers().restore({ id })).rejects.toMatchObject({
			cause: { code: 'name_taken', field: 'title' }
		});
		await answers().archive({ id: namesake });
		await answers().restore({ id });
		expect((await one('Relance'))!.internal).toBe('Deux');
		expect(await auditOf(id)).toEqual([
			...['answer.added', 'answer.changed', 'answer.archived', 'answer.restored']
		]);
	});

	test('is the house’s own: others neither see nor touch it, and who may not edit words is refused', async () => {
		const { id } = await answers().add(written('À nous', 'Bonjour'));
		await expect(answers('admin', other).show({ id })).rejects.toThrow('not_found');
		await expect(answers('admin', other).archive({ id })).rejects.toThrow('not_found');
		expect((await offered('admin', other)).map(({ title }) => title)).not.toContain('À nous');
		for (const who of ['resolver', 'approver', 'executive'] as const)
			await expect(answers(who).list()).rejects.toThrow('not_allowed');
	});
});
