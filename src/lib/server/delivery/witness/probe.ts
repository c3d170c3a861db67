import { uuidv7 } from 'uuidv7';
import { machineNow } from '../../clock';
import { addressIn } from '../address';
import { env } from '../../env';
import { smtp } from '../channels/smtp';
import { openWitness } from './open-witness';
import { witnessAddress } from './settings';

export interface WitnessProbe {
	kind: 'off' | 'refused' | 'missing' | 'arrived';
	seconds: number;
}

const PATIENCE_SECONDS = 120;

/** A letter of no meaning to the witness alone, looked for until it is there. @throws when the mailbox cannot be read */
export async function probeWitness(
	patienceSeconds = PATIENCE_SECONDS,
	pauseMs = 2_000
): Promise<WitnessProbe> {
	const witness = openWitness();
	if (!witness) return { kind: 'off', seconds: 0 };
	// Read first: a wrong password is told before anything is sent.
	await witness.arrivals([]);
	const messageId = `<probe-${uuidv7()}@entendu>`;
	const began = machineNow().getTime();
	const seconds = () => Math.round((machineNow().getTime() - began) / 1000);
	if (!(await sendProbe(messageId))) return { kind: 'refused', seconds: seconds() };
	while (seconds() < patienceSeconds) {
		if ((await witness.arrivals([messageId])).has(messageId))
			return { kind: 'arrived', seconds: seconds() };
		await new Promise((done) => setTimeout(done, pauseMs));
	}
	return { kind: 'missing', seconds: seconds() };
}

async function sendProbe(messageId: string): Promise<boolean> {
	const to = witnessAddress()!;
	const from = env().MAIL_FROM ? addressIn(env().MAIL_FROM!) : to;
	const channel = smtp(env().SMTP_URL!);
	const words = { subject: 'Entendu', text: 'Entendu', html: '<p>Entendu</p>' };
	const { kind } = await channel.send({
		...{ from, fromName: 'Entendu', replyTo: from, to, toName: '', messageId, language: 'fr' },
		...words
	});
	channel.close();
	return kind === 'accepted';
}
