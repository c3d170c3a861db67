// A process that starts the bundled database and holds it: node own-database.mjs <data folder>
import { startDatabase } from '../../src/launch/embedded-database.mjs';

try {
	const { url } = await startDatabase({ dataDir: process.argv[2], fast: true });
	console.log(`ready ${url}`);
	setInterval(() => {}, 60_000);
} catch (error) {
	console.log(`refused ${error.message}`);
}
