import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import TeamWords from '$lib/components/teams/TeamWords.svelte';
import type { Language } from '$lib/domain/language';
import ReasonTasks from './ReasonTasks.svelte';
import ReasonWords from './ReasonWords.svelte';

const askedIn = (html: string) => [...html.matchAll(/ lang="(\w\w)"/g)].map(([, found]) => found);

test.each<[Language, string[]]>([
	['en', ['en', 'fr', 'de', 'es']],
	['de', ['de', 'fr', 'en', 'es']],
	['fr', ['fr', 'en', 'de', 'es']]
])('a house that speaks %s is asked for its own words first', (house, order) => {
	const problem = null;
	for (const { body } of [
		render(TeamWords, { props: { house, labels: {}, isShown: true, problem } }),
		render(ReasonWords, { props: { house, labels: {}, problem } }),
		render(ReasonTasks, { props: { house, kept: {}, problem } })
	])
		expect(askedIn(body)).toEqual(order);
});
