import fs from 'node:fs';
import { servedAddress } from './served-address.mjs';

/** `.env` fills what the environment does not say; then what a production server needs. */
export function loadSettings() {
	readEnvFile();
	const defaults = {
		NODE_ENV: 'production',
		PORT: '3000',
		DATA_DIR: '.data',
		// Each route has its own, smaller limit with a sentence that says so.
		BODY_SIZE_LIMIT: '32M'
	};
	for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value;
}

/** A command prints and mails links to the server that runs beside it, whatever port that was given. */
export function loadCommandSettings() {
	readEnvFile();
	const isTold = process.env.ORIGIN || process.env.PORT;
	const address = isTold ? null : servedAddress(process.env.DATA_DIR || '.data');
	if (address) process.env.ORIGIN = address;
	loadSettings();
}

/** Where people find this server. */
export const ownAddress = () =>
	(process.env.ORIGIN || `http://localhost:${process.env.PORT}`).replace(/\/$/, '');

function readEnvFile() {
	if (fs.existsSync('.env')) process.loadEnvFile('.env');
}
