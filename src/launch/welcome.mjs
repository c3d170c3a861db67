import path from 'node:path';

/** What a person who just started the application needs to look around. */
export function welcomeText({ address, database, facts }) {
	const lines = [
		['Address', address],
		...loginLines(facts?.logins ?? []),
		...linkLines('Link of a customer', facts?.customerLinks ?? []),
		...linkLines('Link of a resolver', facts?.resolverLinks ?? []),
		['Mails', mailsGo(address)],
		['Database', database ? `bundled PostgreSQL, in ${database.folder}` : 'DATABASE_URL'],
		['Files', path.resolve(process.env.DATA_DIR)],
		['Log', 'whatever follows: one event a line, as JSON']
	];
	const width = Math.max(...lines.map(([name]) => name.length)) + 2;
	const text = lines.map(([name, value]) => `  ${name.padEnd(width)}${value}`);
	return ['', 'Entendu is ready.', '', ...text, ''].join('\n');
}

/** Every role of the first organisation; of the others, whoever collects. */
function loginLines(logins) {
	const first = logins[0]?.organisation;
	return logins
		.filter(({ organisation, role }) => organisation === first || role === 'collector')
		.map(({ organisation, role, email, password }) => [
			`Sign in as ${role}`,
			`${email} / ${password} (${organisation})`
		]);
}

const linkLines = (name, links) => links.map(({ label, url }) => [name, `${url} (${label})`]);

function mailsGo(address) {
	const isDemo = !/^(off|0|false)$/i.test(process.env.DEMO ?? '');
	if (!process.env.SMTP_URL)
		return `nothing is sent; ${isDemo ? 'read' : 'signed in, read'} them at ${address}/dev/mailbox`;
	try {
		return `sent through ${new URL(process.env.SMTP_URL).host}`;
	} catch {
		return 'SMTP_URL is not an address like smtp://user:password@host:587';
	}
}
