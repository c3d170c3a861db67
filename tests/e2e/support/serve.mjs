// The real build on a world of its own, new at every run, with a real mail server that keeps what it is given.
import fs from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { farFolder } from '../../../src/launch/embedded-database.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const data = path.resolve(root, process.env.DATA_DIR);
const sent = path.join(data, 'sent');

// Run by root from a closed folder, the database is elsewhere: one that outlived its files would hold all that leaves.
for (const old of [data, farFolder(path.join(data, 'pg'))])
	fs.rmSync(old, { recursive: true, force: true });
fs.mkdirSync(sent, { recursive: true });
process.env.SMTP_URL = `smtp://127.0.0.1:${await startMailServer()}`;
await import(path.join(root, 'src/launch/start.mjs'));

/** Each mail becomes a file, named so that they sort as they came. @returns its port */
function startMailServer() {
	let count = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		onData(stream, _session, done) {
			const file = path.join(sent, `${String(++count).padStart(6, '0')}.eml`);
			const chunks = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('end', () => {
				// Named when complete: a reader never sees half a mail.
				fs.writeFileSync(`${file}.part`, Buffer.concat(chunks));
				fs.renameSync(`${file}.part`, file);
				done();
			});
		}
	});
	server.on('error', () => {});
	return new Promise((ready) =>
		server.listen(0, '127.0.0.1', () => ready(server.server.address().port))
	);
}
