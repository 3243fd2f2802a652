import { CommanderError } from 'commander';
import { type Problem, toProblem } from '../contract/problem.ts';
import { asLocalStorageError } from '../upload/local-storage.ts';
import { type CommandContext, withInterrupt } from './cli/command.ts';
import { exitCode, exitCodeOfError } from './cli/exit-code.ts';
import { type WindowRequest, createProgram } from './cli/program.ts';
import { type Streams, problemLine, systemTerminal } from './cli/terminal.ts';
import { readVersion } from './version.ts';

export type { WindowRequest } from './cli/program.ts';

export interface CliOptions {
  /** Opens the window and resolves with the exit code when it ends; the shells bring it. */
  readonly openWindow: (request: WindowRequest) => Promise<number>;
  /** The process's own when absent. */
  readonly streams?: Streams;
}

const interruptedProblem: Problem = {
  code: 'interrupted',
  message: 'Interrupted. Run the command again to go on.',
};

/**
 * Runs the command line without the program's own name; resolves with the exit code. With `--json` there is exactly
 * one document on stdout however it ends: the result, or `{schema, error}`.
 */
export async function runCli(argv: readonly string[], { openWindow, streams = process }: CliOptions): Promise<number> {
  const terminal = systemTerminal(streams);
  const fail = async (problem: Problem, code: number, isSaid = false): Promise<number> => {
    if (!isSaid) terminal.say(problemLine(problem));
    if (argv.includes('--json') && !terminal.hasResult) {
      await terminal.result(JSON.stringify({ schema: 1, error: problem }));
    }
    return code;
  };
  let code: number = exitCode.done;
  const program = createProgram(
    await readVersion(),
    streams,
    async (action: (context: CommandContext) => Promise<number>) => {
      code = await withInterrupt(async (interrupted) => {
        try {
          return await action({ terminal, interrupted });
        } catch (error) {
          if (!interrupted.aborted) throw error;
          return fail(interruptedProblem, exitCode.interrupted);
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
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCode.done;
      // Commander has said it already; without a command it has shown the help.
      const isHelp = error.code === 'commander.help';
      const message = isHelp ? 'A command is missing.' : error.message.replace(/^error: /, '');
      return fail({ code: 'wrong-use', message, next: 'correct-input' }, exitCode.failed, true);
    }
    const known = asLocalStorageError(error) ?? error;
    return fail(toProblem(known), exitCodeOfError(known));
  }
}
