import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { stage } from './stage.mjs';

/** The last one that runs on Node 20. */
const VERSION = '12.8.2';
const FOLDER = '.cache/lighthouse';

/** 60 MB that only the audit needs: fetched the first time it is asked for. */
export async function installLighthouse() {
	const manifest = path.join(FOLDER, 'node_modules/lighthouse/package.json');
	if (fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, 'utf8')).version === VERSION)
		return;
	fs.mkdirSync(FOLDER, { recursive: true });
	const wanted = { private: true, dependencies: { lighthouse: VERSION } };
	fs.writeFileSync(path.join(FOLDER, 'package.json'), JSON.stringify(wanted));
	await stage('Installing Lighthouse for the audit', () =>
		npm('install', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund')
	);
}
