import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { peopleOf, type PeopleFacts } from './case-people';

const task = {
	...{
		id: 't1',
		text: 'Reprendre la palette',
		ownerId: null,
		ownerName: null,
		ownerTeam: 'logistics'
	},
	...{ dueOn: localDate('2026-11-20'), endedAt: null, endedAs: null, endedWhy: '' },
	...{ endedByName: '', isAsked: true, mayEnd: false }
};
const facts = (more: Partial<PeopleFacts> = {}): PeopleFacts => ({
	status: 'in_progress',
	assignment: {
		...{ personId: 'karim', resolverName: 'Karim Benali' },
		...{ dueOn: localDate('2026-11-12'), isAnswered: false, hasGrown: false }
	},
	...{ away: null, takenUpBy: null, takenUpById: null },
	approval: {
		waiting: null,
		validators: [{ above: money(100_000n, 'EUR'), id: 'sophie', name: 'Sophie Petit' }]
	},
	tasks: { rows: [] },
	keepers: [{ id: 'claire', name: 'Claire Morel' }],
	talk: { participants: [] },
	...more
});
const said = (more: Partial<PeopleFacts> = {}) =>
	peopleOf(facts(more), (key) => `équipe ${key}`).map(({ name, parts }) =>
		`${name} – ${parts.join(' ; ')}`.replace(/\s/g, ' ')
	);

test('says of each what is expected of him', () => {
	expect(said()).toEqual([
		'Karim Benali – répond à la question au plus tard le 12 nov. 2026',
		'Sophie Petit – signe au-dessus de 1 000,00 €',
		'Claire Morel – suit le dossier'
	]);
});

test('whoever has answered is not waited for any more', () => {
	const { assignment } = facts();
	expect(said({ assignment: { ...assignment!, isAnswered: true } })[0]).toBe(
		'Karim Benali – a répondu à la question'
	);
});

test('names everybody once, whatever he is here for', () => {
	const people = said({
		keepers: [{ id: 'karim', name: 'Karim Benali' }],
		talk: {
			participants: [
				{ userId: 'karim', name: 'Karim Benali' },
				{ userId: 'zoe', name: 'Zoé Lévy' }
			]
		},
		tasks: { rows: [task, { ...task, id: 't2', endedAs: 'done' as const }] }
	});
	expect(people).toEqual([
		'Karim Benali – répond à la question au plus tard le 12 nov. 2026 ; suit le dossier ; participe à la conversation',
		'Sophie Petit – signe au-dessus de 1 000,00 €',
		'équipe logistics – doit faire : Reprendre la palette (au plus tard le 20 nov. 2026)',
		'Zoé Lévy – participe à la conversation'
	]);
});

test('whoever is away is answered for, and signed for', () => {
	const people = said({
		away: { until: localDate('2026-11-15'), standIn: 'Paul Roux', standInId: 'paul' },
		approval: {
			waiting: {
				...{ amount: money(120_000n, 'EUR'), isAsked: false },
				waitsFor: [
					{ id: 'nadia', name: 'Nadia Rousseau', forName: 'Sophie Petit', awayUntil: null }
				]
			},
			validators: []
		}
	});
	expect(people).toEqual([
		'Paul Roux – répond pour Karim Benali au plus tard le 12 nov. 2026',
		'Karim Benali – devait répondre ; absence jusqu’au 15 nov. 2026',
		'Nadia Rousseau – signe l’accord de 1 200,00 € pour Sophie Petit',
		'Claire Morel – suit le dossier'
	]);
});

test('two colleagues of one name are two, each with his own part', () => {
	const people = peopleOf(
		facts({
			keepers: [{ id: 'other karim', name: 'Karim Benali' }],
			talk: { participants: [{ userId: 'karim', name: 'Karim Benali' }] }
		}),
		(key) => key
	);
	expect(people.filter(({ name }) => name === 'Karim Benali')).toMatchObject([
		{ id: 'karim', parts: [expect.stringContaining('répond'), 'participe à la conversation'] },
		{ id: 'other karim', parts: ['suit le dossier'] }
	]);
});

test('one of several approvers is nobody’s name', () => {
	const several = { above: money(100_000n, 'EUR'), id: null, name: null };
	const approval = { waiting: null, validators: [several] };
	const [, one] = peopleOf(facts({ approval }), (key) => key);
	expect(one!.name).toBeNull();
	expect(one!.parts.map((part) => part.replace(/\s/g, ' '))).toEqual([
		'Au-dessus de 1 000,00 €, l’un des valideurs signe'
	]);
});

test('once it is decided nobody answers or signs any more', () => {
	expect(said({ status: 'decided' })).toEqual(['Claire Morel – suit le dossier']);
});

test('whoever is asked is asked while the customer is, and his time rests; while a third party is, it runs', () => {
	expect(said({ status: 'waiting_customer' })[0]).toBe(
		'Karim Benali – répond à la question au plus tard le 12 nov. 2026 (délai suspendu tant que nous attendons le client)'
	);
	expect(said({ status: 'waiting_third_party' })[0]).toBe(
		'Karim Benali – répond à la question au plus tard le 12 nov. 2026'
	);
});
