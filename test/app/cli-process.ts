import { runCli } from '../../src/app/cli.ts';

// The program's entry with a window that only says what it was asked.
process.exitCode = await runCli(process.argv.slice(2), {
  openWindow: async (request) => {
    process.stdout.write(JSON.stringify(request));
    return 0;
  },
});
