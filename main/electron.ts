import { app } from 'electron';
import { runCli } from '../src/app/cli.ts';
import { openInBrowser } from './browser.ts';
import { commandArguments } from './electron-arguments.ts';
import { openInElectron } from './electron-shell.ts';
import { registerWindowScheme } from './protocol.ts';

// The entry under Electron: the installed program's window and its command line alike.
registerWindowScheme();
const ended = runCli(commandArguments(process.argv, app.isPackaged), {
  openWindow: (request) => (request.shell === 'browser' ? openInBrowser(request) : openInElectron(request)),
});
// Not awaited here: Electron becomes ready only after this module has been evaluated.
ended.then(
  (code) => app.exit(code),
  (error: unknown) => {
    console.error(error);
    app.exit(1);
  },
);
