import fs from 'node:fs';
import { expect, test } from 'vitest';
import { frontGroups } from './front-groups';
import type { HouseState } from './front-state';

const WELL: HouseState = {
	...{ reasons: 14, procedures: 2, subStatuses: 3, fields: 1, rules: 4, fallback: 'Ines' },
	...{ answers: 6, users: 8, invited: 0, withoutFactor: 0, headless: 0 },
	...{ approvalRules: 2, signers: 1, templates: 1, drafts: 0, providers: ['sms'] },
	...{ hasLogo: true, hasPayPage: false, sources: 2, silent: [], held: false, broken: 0 }
};
const doors = (house: HouseState) => frontGroups(house).flatMap((group) => group.doors);
const warned = (change: Partial<HouseState>) =>
	doors({ ...WELL, ...change }).flatMap(({ href, standing }) => (standing?.warn ? [href] : []));

test('where nothing is missing, no door warns', () => {
	expect(warned({})).toEqual([]);
	expect(warned({ providers: [], hasLogo: false, invited: 2, templates: 0 })).toEqual([]);
});

test.each<[Partial<HouseState>, string]>([
	[{ fallback: null }, '/settings/routing'],
	[{ withoutFactor: 1 }, '/settings/users'],
	[{ headless: 2 }, '/settings/teams'],
	[{ approvalRules: 0 }, '/settings/approvals'],
	[{ signers: 0 }, '/settings/approvals'],
	[{ drafts: 1 }, '/dunning/templates'],
	[{ sources: 0 }, '/settings/sources'],
	[{ silent: ['Banque'] }, '/settings/sources'],
	[{ held: true }, '/settings/engine'],
	[{ broken: 3 }, '/settings/engine']
])('%o warns at %s alone', (change, href) => {
	expect(warned(change)).toEqual([href]);
});

test('every page of the settings has its door, once', () => {
	const root = 'src/routes/(desk)/settings';
	const pages = fs
		.readdirSync(root, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && fs.existsSync(`${root}/${entry.name}/+page.svelte`))
		.map(({ name }) => `/settings/${name}`);
	const hrefs = doors(WELL).map(({ href }) => href);
	expect(hrefs).toEqual(expect.arrayContaining(pages));
	expect(new Set(hrefs).size).toBe(hrefs.length);
});
