import net from 'node:net';

/** `silent` takes what is sent and answers nothing, as when a cable is pulled; `cut` hangs up on everybody. */
export type Line = 'open' | 'silent' | 'cut';

export interface DatabaseLine {
	url: string;
	set: (line: Line) => void;
	close: () => Promise<void>;
}

/** Stands between the application and its database. */
export async function databaseLine(databaseUrl: string): Promise<DatabaseLine> {
	const to = new URL(databaseUrl);
	const sockets = new Set<net.Socket>();
	let line: Line = 'open';
	const server = net.createServer((from) => {
		sockets.add(from);
		from.on('error', () => {});
		from.once('close', () => sockets.delete(from));
		if (line === 'cut') return void from.destroy();
		const database = net.connect(Number(to.port), to.hostname);
		database.on('error', () => from.destroy());
		from.once('close', () => database.destroy());
		database.once('close', () => from.destroy());
		from.on('data', (chunk) => line === 'open' && database.write(chunk));
		database.on('data', (chunk) => line === 'open' && from.write(chunk));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const url = new URL(databaseUrl);
	url.port = String((server.address() as net.AddressInfo).port);
	return {
		url: url.href,
		set(next) {
			// What was swallowed meanwhile cannot be said again: whoever waited has to begin anew.
			if (next !== 'silent') for (const socket of sockets) socket.destroy();
			line = next;
		},
		close: () =>
			new Promise((done) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => done());
			})
	};
}
