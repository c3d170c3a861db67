import { describe, expect, test } from 'vitest';
import { cycles, importsOf, type Import } from './import-graph';
import { sourcesUnder } from './source';

/**
 * Three rings: domain (rules) ← lib/server (effects) ← routes (screens). What a file may import
 * follows from its folder; the first rule that matches the folder holds.
 */
interface Ring {
	name: string;
	folder: RegExp;
	/** Own files it may import. */
	files: RegExp;
	/** Packages it may not import. */
	noPackages?: RegExp;
	/** What to do instead, read by whoever breaks the rule. */
	instead: string;
}

const ANY_SERVER = 'src/lib/server/';
const PURE = /^src\/lib\/domain\//;
const WORDS = 'src/lib/(domain|i18n)/';

const RINGS: Ring[] = [
	{
		name: 'domain',
		folder: PURE,
		files: PURE,
		noPackages: /^(node:|svelte|\$app|\$env|drizzle-orm|pg$|@trpc|nodemailer|mjml|node-cron)/,
		instead:
			'A rule takes facts and a date and returns a value: read what it needs in lib/server and hand it over.'
	},
	{
		name: 'words',
		folder: /^src\/lib\/i18n\//,
		files: new RegExp(`^${WORDS}`),
		instead: 'Words and formats know the rules (money, days), nothing else.'
	},
	{
		name: 'components',
		folder: /^src\/lib\/components\//,
		files: new RegExp(`^(${WORDS}|src/lib/components/|src/lib/trpc.ts)`),
		noPackages: /^(node:|drizzle-orm|pg$)/,
		instead: 'A component gets its data from the page; the page gets it from the one door.'
	},
	{
		name: 'schema',
		folder: /^src\/lib\/server\/db\/(schema\/|columns)/,
		files: new RegExp(
			`^(src/lib/domain/|${ANY_SERVER}db/(schema/|columns)|${ANY_SERVER}mail/mails)`
		),
		instead: 'Tables know the rules’ types and each other.'
	},
	{
		name: 'server',
		folder: new RegExp(`^${ANY_SERVER}`),
		files: new RegExp(`^(${WORDS}|${ANY_SERVER})`),
		noPackages: /^(svelte|\$app\/(?!environment|server))/,
		instead: 'The server ring knows no screen: return plain data and let the page show it.'
	},
	{
		name: 'command line',
		folder: /^src\/cli\//,
		files: new RegExp(`^(${WORDS}|${ANY_SERVER}|src/cli/)`),
		noPackages: /^(svelte|\$app)/,
		instead: 'The command line uses what the pages use: lib/server.'
	},
	{
		name: 'launch',
		folder: /^src\/launch\//,
		files: /^(src\/launch\/|build\/)/,
		noPackages: /^(svelte|\$|drizzle-orm)/,
		instead:
			'Launch scripts run before anything is built: Node, the bundled PostgreSQL and build/ only.'
	},
	{
		name: 'build',
		folder: /^src\/vite\//,
		files: /^src\/(vite|lib\/domain)\//,
		noPackages: /^(\$|drizzle-orm)/,
		instead:
			'What builds the pages runs before there is anything of ours: Node, the builder and the list of languages only.'
	},
	{
		name: 'hooks',
		folder: /^src\/(hooks|service-worker|app)/,
		files: /^src\/lib\//,
		instead: 'Hooks put the pieces together: keep them in lib.'
	},
	{
		name: 'browser client',
		folder: /^src\/lib\/[^/]+$/,
		files: new RegExp(`^(src/lib/[^/]+$|${WORDS}|${ANY_SERVER}trpc/)`),
		instead: 'The browser sees the type of the router and nothing else of the server.'
	},
	{
		name: 'screens',
		folder: /^src\/routes\//,
		files: new RegExp(
			`^(${WORDS}|src/lib/components/|src/lib/[^/]+$|src/routes/|src/app.css|src/styles/fonts/|${ANY_SERVER}trpc/(caller|errors|file-response))`
		),
		noPackages: /^(drizzle-orm|pg$)/,
		instead:
			'A page asks the one door: `caller(event).desk|portal|resolver.…` from $lib/server/trpc/caller.'
	}
];

const files = sourcesUnder('src');
const imports = files.flatMap(importsOf);
const own = (to: string): boolean => /^(src|build|emails|drizzle)\//.test(to);

describe('imports', () => {
	test('every source file belongs to a ring', () => {
		expect(files.filter((file) => !RINGS.some((ring) => ring.folder.test(file)))).toEqual([]);
	});

	test.each(RINGS)(
		'$name imports only what its ring may',
		({ folder, files: allowed, noPackages, instead }) => {
			const mine = imports.filter(
				({ from }) => RINGS.find((ring) => ring.folder.test(from))!.folder === folder
			);
			const broken = mine.filter(({ to }) => (own(to) ? !allowed.test(to) : noPackages?.test(to)));
			expect(broken.map((i) => told(i, instead))).toEqual([]);
		}
	);

	test('what is chased knows nothing of dunning', () => {
		const nouns = /^src\/lib\/server\/(disputes|payments|invoices|customers|attachments)\//;
		const broken = imports.filter(
			({ from, to }) =>
				nouns.test(from) && /^src\/lib\/server\/(dunning\/|db\/schema\/dunning)/.test(to)
		);
		expect(
			broken.map((i) =>
				told(i, 'Dunning reads disputes, invoices and payments; none of them knows dunning.')
			)
		).toEqual([]);
	});

	test('nobody imports the procedures of another noun', () => {
		const procedures = /^src\/lib\/server\/([^/]+)\/(desk|portal|resolver)\.ts$/;
		const broken = imports.filter(
			({ from, to }) => procedures.test(to) && !from.startsWith('src/lib/server/trpc/')
		);
		expect(
			broken.map((i) =>
				told(
					i,
					'Procedures are doors, mounted by trpc/router.ts only: call the function behind it.'
				)
			)
		).toEqual([]);
	});

	test('there are no files that only re-export', () => {
		expect(files.filter((file) => /\/index\.ts$/.test(file))).toEqual([]);
	});

	test('no file needs itself to start', () => {
		expect(cycles(imports).map((circle) => circle.join(' → '))).toEqual([]);
	});
});

const told = ({ from, to }: Import, instead: string): string => `${from} imports ${to}. ${instead}`;
