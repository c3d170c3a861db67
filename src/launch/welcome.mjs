import path from 'node:path';

/** What a person who just started the application needs to look around. */
export function welcomeText({ address, database, facts }) {
	const lines = [
		['Address', address],
		...(facts?.logins ?? []).map(({ role, email, password }) => [
			`Sign in as ${role}`,
			`${email} / ${password}`
		]),
		...(facts?.customerLink ? [['Customer’s link', facts.customerLink]] : []),
		...(facts?.resolverLink ? [['Resolver’s link', facts.resolverLink]] : []),
		['Mails', mailsGo(address)],
		['Database', database ? `bundled PostgreSQL, in ${database.folder}` : 'DATABASE_URL'],
		['Files', path.resolve(process.env.DATA_DIR)]
	];
	const width = Math.max(...lines.map(([name]) => name.length)) + 2;
	return [
		'',
		'Entendu is ready.',
		'',
		...lines.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
		''
	].join('\n');
}

function mailsGo(address) {
	if (!process.env.SMTP_URL) return `nothing is sent; read them at ${address}/dev/mailbox`;
	try {
		return `sent through ${new URL(process.env.SMTP_URL).host}`;
	} catch {
		return 'SMTP_URL is not an address like smtp://user:password@host:587';
	}
}
