import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const PROGRAM = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) =>
	fs.existsSync(file)
);

/** Only root may start it: it changes its user for every mailbox. */
export const hasDovecot = PROGRAM !== undefined && process.getuid?.() === 0;

export interface Dovecot {
	url: string;
	/** Delivered at that instant; now where none is said. */
	put(mail: Uint8Array, at?: Date): void;
	/** The mailbox counts anew, as after a restore. */
	countAnew(): Promise<void>;
	close(): Promise<void>;
}

/** A real IMAP server on loopback with one mailbox, in a folder of its own. */
export async function startDovecot(): Promise<Dovecot> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-imap-'));
	const port = await freePort();
	const inbox = path.join(folder, 'mail');
	for (const part of ['cur', 'new', 'tmp'])
		fs.mkdirSync(path.join(inbox, part), { recursive: true });
	fs.writeFileSync(path.join(folder, 'conf'), confOf(folder, port));
	// Its processes run as nobody, its mailbox is nobody's.
	execFileSync('chown', ['-R', 'nobody:nogroup', inbox]);
	fs.chmodSync(folder, 0o755);
	let running = await start(folder, port);
	let count = 0;
	let validity = 1_000;
	return {
		url: `imap://inbox:secret@127.0.0.1:${port}/INBOX`,
		put(mail, at) {
			const name = path.join(inbox, 'new', `${Date.now()}.${++count}.test`);
			writeOwned(name, mail);
			// The date of the file is the one its mailbox says.
			if (at) fs.utimesSync(name, at, at);
		},
		async countAnew() {
			await stop(running);
			for (const file of fs.readdirSync(inbox))
				if (file.startsWith('dovecot')) fs.rmSync(path.join(inbox, file), { recursive: true });
			// The name of the count is the second it began: another one, however quick the test was.
			writeOwned(path.join(inbox, 'dovecot-uidlist'), `3 V${++validity} N1 G${'a'.repeat(32)}\n`);
			running = await start(folder, port);
		},
		async close() {
			await stop(running);
			fs.rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Its processes run as nobody. */
function writeOwned(file: string, content: string | Uint8Array): void {
	fs.writeFileSync(file, content);
	execFileSync('chown', ['nobody:nogroup', file]);
}

const confOf = (folder: string, port: number): string => `
base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}
}
`;

type Process = ReturnType<typeof spawn>;

async function start(folder: string, port: number): Promise<Process> {
	const process = spawn(PROGRAM!, ['-F', '-c', path.join(folder, 'conf')], { stdio: 'pipe' });
	let said = '';
	process.stderr!.on('data', (chunk) => (said += chunk));
	for (let tries = 0; tries < 200; tries++) {
		if (process.exitCode !== null) throw new Error(`dovecot ended: ${said}`);
		if (await answers(port)) return process;
	}
	throw new Error(
		`dovecot does not answer: ${said} ${fs.readFileSync(path.join(folder, 'log'), 'utf8')}`
	);
}

const stop = (process: Process): Promise<void> =>
	new Promise((done) => {
		process.once('exit', () => done());
		process.kill('SIGTERM');
	});

/** Whether somebody greets there; a refusal takes its moment, so that asking again is no race. */
const answers = (port: number): Promise<boolean> =>
	new Promise((done) => {
		const socket = net.connect(port, '127.0.0.1');
		const end = (heard: boolean) => {
			socket.destroy();
			setTimeout(() => done(heard), heard ? 0 : 50);
		};
		socket.once('data', () => end(true)).once('error', () => end(false));
	});

const freePort = (): Promise<number> =>
	new Promise((done) => {
		const server = net.createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as net.AddressInfo;
			server.close(() => done(port));
		});
	});
