import { prepareElectron } from './prepare-electron.ts';
import { giveUp } from './support/say.ts';

// Whoever asks is about to start the app, so that all of it is made ready and not the executable alone.
const { executable } = await prepareElectron().catch(giveUp);
process.stdout.write(`${executable}\n`);
