import { CommanderError } from 'commander';
import { toProblem } from '../contract/problem.ts';
import { asLocalStorageError } from '../upload/local-storage.ts';
import { type CommandContext, withInterrupt } from './cli/command.ts';
import { exitCode, exitCodeOfError } from './cli/exit-code.ts';
import { type WindowRequest, createProgram } from './cli/program.ts';
import { problemLine, systemTerminal } from './cli/terminal.ts';
import { readVersion } from './version.ts';

export type { WindowRequest } from './cli/program.ts';

export interface CliOptions {
  /** Opens the window and resolves with the exit code when it ends; the shells bring it. */
  readonly openWindow: (request: WindowRequest) => Promise<number>;
}

/** Runs the command line without the program's own name; resolves with the exit code. */
export async function runCli(argv: readonly string[], { openWindow }: CliOptions): Promise<number> {
  const terminal = systemTerminal();
  let code: number = exitCode.done;
  const program = createProgram(
    await readVersion(),
    async (action: (context: CommandContext) => Promise<number>) => {
      code = await withInterrupt(async (interrupted) => {
        try {
          return await action({ terminal, interrupted });
        } catch (error) {
          if (!interrupted.aborted) throw error;
          terminal.say('Interrupted. Run the command again to go on.');
          return exitCode.interrupted;
        }
      });
    },
    async (request) => {
      code = await openWindow(request);
    },
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said already what was wrong; asking for help is not wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.failed;
    const known = asLocalStorageError(error) ?? error;
    const problem = toProblem(known);
    if (argv.includes('--json')) terminal.result(JSON.stringify({ schema: 1, error: problem }));
    terminal.say(problemLine(problem));
    return exitCodeOfError(known);
  }
}
