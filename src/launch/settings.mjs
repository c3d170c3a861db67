import fs from 'node:fs';

/** `.env` fills what the environment does not say; then what a production server needs. */
export function loadSettings() {
	if (fs.existsSync('.env')) process.loadEnvFile('.env');
	const defaults = {
		NODE_ENV: 'production',
		PORT: '3000',
		DATA_DIR: '.data',
		// Each route has its own, smaller limit with a sentence that says so.
		BODY_SIZE_LIMIT: '32M'
	};
	for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value;
}
