/**
 * `… | head` reads a few lines and leaves: what is said after that is for nobody, and no failure. The
 * command still ends in its own way, so that its database is closed properly.
 */
export function bearClosedPipe(streams = [process.stdout, process.stderr]) {
	for (const stream of streams)
		stream.on('error', (error) => {
			if (error.code !== 'EPIPE') throw error;
		});
}
