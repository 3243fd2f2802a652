import { app } from 'electron';
import { runCli } from '../src/app/cli.ts';
import { commandArguments } from './electron-arguments.ts';
import { openInElectron } from './electron-shell.ts';
import { registerWindowScheme } from './protocol.ts';

registerWindowScheme();
// Not awaited: Electron becomes ready only after this module has been evaluated.
void runCli(commandArguments(process.argv, app.isPackaged), { openWindow: openInElectron }).then((code) =>
  app.exit(code),
);
