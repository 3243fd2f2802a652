/** Copies a folder and says after every file how many there are, to be killed in the middle. */
import { Staging } from '../../../src/scan/staging/staging.ts';
import { scan } from '../../../src/scan/scan.ts';

const [source = '', folder = ''] = process.argv.slice(2);
const staging = await Staging.open(folder, {
  sources: [source],
  onStatus: ({ filesCopied, state }) => process.stdout.write(`${filesCopied} ${state}\n`),
});
await scan([source], { staging });
