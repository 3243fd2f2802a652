import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { DeidOption } from '../../contract/import.ts';
import { DiscSize, ExportFormat } from '../../contract/export.ts';
import { Charset } from '../../contract/scan.ts';
import type { ArchiveCommandOptions } from './archive-command.ts';
import { type CommandContext, type CommonOptions, dataDirOf } from './command.ts';
import type { DeidCommandOptions } from './deid-command.ts';
import type { ExportCommandOptions } from './export-command.ts';
import type { ImportCommandOptions } from './import-command.ts';
import type { NetworkCommandOptions } from './network-command.ts';
import type { ReceiptCommandOptions } from './receipt-command.ts';
import type { ScanCommandOptions } from './scan-command.ts';
import type { Streams } from './terminal.ts';

/** What the window is asked to be; the shell decides how. */
export interface WindowRequest {
  readonly dataDir: string;
  /** Whichever is there when absent. */
  readonly shell: 'electron' | 'browser' | undefined;
  /** A free one when absent. */
  readonly port: number | undefined;
  /** False: only say the address. */
  readonly open: boolean;
  readonly json: boolean;
}

type Run = (action: (context: CommandContext) => Promise<number>) => Promise<void>;

// Every command loads what it needs itself: the archive and the clients of servers take memory and time.
const servers = async () => import('./connections-command.ts');
const deidKeys = async () => import('./deid-key-command.ts');
const upkeep = async () => import('./archive-upkeep.ts');

/** The command line as CLI.md has it. */
export function createProgram(
  version: string,
  { stdout, stderr }: Streams,
  run: Run,
  openWindow: (request: WindowRequest) => Promise<void>,
): Command {
  const program = new Command('fileroom')
    .description('The film file room: import discs, send them on under the right identity, read the studies.')
    .version(version)
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .enablePositionalOptions()
    .addHelpText('after', exitCodes)
    .exitOverride();

  program
    .command('open', { isDefault: true })
    .description('open the app (what happens without a command)')
    .addArgument(new Argument('[command]').argOptional())
    .addOption(new Option('--shell <shell>', 'which window').choices(['electron', 'browser']))
    .option('--port <port>', 'port of the browser shell; a free one by default', parsePort)
    .option('--no-open', 'only say the address')
    .option('--data <dir>', 'folder for all state (FILEROOM_DATA)')
    .option('--json', 'print {url} on stdout once it serves')
    .exitOverride()
    .action(async (unknown: string | undefined, options: OpenOptions, self: Command) => {
      if (unknown !== undefined) self.error(`error: unknown command '${unknown}'. See fileroom --help.`);
      const { shell, port, open, json = false } = options;
      await openWindow({ dataDir: dataDirOf(options), shell, port, open, json });
    });

  command(program, 'scan', 'read a disc, folder or files; changes nothing')
    .addArgument(paths())
    .option('--stage', 'copy everything to this computer first, verified, and say when the disc may be removed')
    .addOption(charset())
    .addOption(progress())
    .action(async (sources: string[], options: ScanCommandOptions) =>
      run(async (context) => (await import('./scan-command.ts')).scanCommand(sources, options, context)),
    );

  command(program, 'import', 'scan, send, verify; run again, it goes on where it stopped')
    .addArgument(paths())
    .option('--connection <name>', 'the server to send to; the archive on this computer by default')
    .option('--namespace <name>', 'the namespace to send to, by name or UUID')
    .option('--share-code <code>', 'send with a share code, without an account')
    .option('--study <uid>', 'only this study; may be repeated', collect)
    .option('--attach <file>', 'a document that goes with the study; may be repeated', collect)
    .addOption(
      new Option('--as <how>', 'documents go beside the study, or within it as DICOM objects').choices([
        'file',
        'dicom',
      ]),
    )
    .option('--attach-read', 'somebody has read the documents: nobody is named in them')
    .option('--set <keyword=value>', 'write an identity into the objects; may be repeated', collect)
    .option('--new-uids', 'with --set: as a copy with UIDs of its own')
    .addOption(
      new Option('--deid <how>', 'de-identify: basic by PS3.15, rules by the destination’s alone').choices([
        'basic',
        'rules',
      ]),
    )
    .addOption(deidOption())
    .option('--lookup <file>', 'as whom patients leave (CSV); who is not in it is not sent')
    .addOption(charset())
    .addOption(progress())
    .action(async (sources: string[], options: ImportCommandOptions) =>
      run(async (context) => (await import('./import-command.ts')).importCommand(sources, options, context)),
    );

  command(program, 'export', 'write a folder, a ZIP or a disc image with a DICOMDIR, and read it back')
    .addArgument(paths())
    .requiredOption('--out <path>', 'what to write; several discs are numbered')
    .addOption(new Option('--format <format>', 'by default by the ending of --out').choices(ExportFormat.options))
    .addOption(new Option('--disc <size>', 'as many as are needed, of 650 MB or 4.7 GB').choices(DiscSize.options))
    .option('--study <uid>', 'only this study; may be repeated', collect)
    .option('--set <keyword=value>', 'write an identity into the objects; may be repeated', collect)
    .option('--new-uids', 'with --set: as a copy with UIDs of its own')
    .addOption(new Option('--deid <how>', 'de-identify, by PS3.15').choices(['basic']))
    .addOption(deidOption())
    .option('--lookup <file>', 'as whom patients leave (CSV); who is not in it is refused')
    .addOption(charset())
    .addOption(progress())
    .action(async (sources: string[], options: ExportCommandOptions) =>
      run(async (context) => (await import('./export-command.ts')).exportCommand(sources, options, context)),
    );

  command(program, 'deid', 'write de-identified copies')
    .argument('<path>', 'a disc, folder, disc image, archive or file')
    .requiredOption('--out <dir>', 'an empty folder for the copies')
    .addOption(new Option('--profile <profile>', 'of PS3.15').choices(['basic']))
    .addOption(deidOption())
    .option('--rules <file>', 'a destination’s rules (JSON); given alone, nothing else is changed')
    .option('--lookup <file>', 'as whom patients leave (CSV); who is not in it is refused')
    .option('--pixels <file>', 'what to blank in images, and which were looked at: JSON, see docs/pixels.md')
    .addOption(charset())
    .addOption(progress())
    .action(async (source: string, options: DeidCommandOptions) =>
      run(async (context) => (await import('./deid-command.ts')).deidCommand(source, options, context)),
    );

  const archive = command(program, 'archive', 'serve the embedded archive alone').enablePositionalOptions();
  archive
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; a free one by default', parsePort, 0)
    .option('--login <email>', 'the owner’s login, for the first start', parseLogin)
    .option('--password <password>', 'the owner’s password', parsePassword)
    .option('--tls-cert <file>', 'speak HTTPS, with this certificate (PEM)')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--webhook-host <host>', 'a host[:port] that webhooks may call; may be repeated', collect)
    .action(async (options: ArchiveCommandOptions) =>
      run(async (context) => (await import('./archive-command.ts')).archiveCommand(options, context)),
    );
  command(archive, 'check', 'read all that it holds, and name what is damaged')
    .argument('[backup]', 'the folder of a backup, instead of the archive')
    .action(async (backup: string | undefined, options: CommonOptions) =>
      run(async (context) => (await upkeep()).checkCommand(backup, options, context)),
    );
  command(archive, 'backup', 'copy it into a new folder, also while it is served')
    .argument('<folder>')
    .action(async (folder: string, options: CommonOptions) =>
      run(async (context) => (await upkeep()).backupCommand(folder, options, context)),
    );
  command(archive, 'restore', 'put a backup where no archive is yet')
    .argument('<folder>')
    .action(async (folder: string, options: CommonOptions) =>
      run(async (context) => (await upkeep()).restoreCommand(folder, options, context)),
    );

  const connections = program.command('connections').description('configured servers').exitOverride();
  command(connections, 'list', 'all servers').action(async (options: CommonOptions) =>
    run(async (context) => (await servers()).listConnections(options, context)),
  );
  command(connections, 'add', 'add an Ambra v3 server')
    .argument('<name>')
    .argument('<url>')
    .action(async (name: string, url: string, options: CommonOptions) =>
      run(async (context) => (await servers()).addConnection(name, url, options, context)),
    );
  command(connections, 'test', 'ask whether a server answers')
    .argument('<name-or-url>')
    .action(async (nameOrUrl: string, options: CommonOptions) =>
      run(async (context) => (await servers()).testConnection(nameOrUrl, options, context)),
    );
  command(connections, 'network', 'how a server is reached; with options, changes it')
    .argument('<name>')
    .option('--ca <file>', 'trust the authorities of this file (PEM or DER), or none besides the system’s: none')
    .option('--client-certificate <file>', 'show this certificate (PKCS #12, or PEM with its key), or none')
    .option('--proxy <address>', 'a proxy for this server, with name:password@ where it asks; system, or none')
    .option('--rate <calls>', 'calls a second at most', Number)
    .action(async (name: string, options: NetworkCommandOptions) =>
      run(async (context) => (await import('./network-command.ts')).networkCommand(name, options, context)),
    );
  command(connections, 'remove', 'forget a server')
    .argument('<name>')
    .action(async (name: string, options: CommonOptions) =>
      run(async (context) => (await servers()).removeConnection(name, options, context)),
    );

  command(program, 'receipt', 'past imports, or the receipt of one')
    .argument('[import-id]')
    .addOption(new Option('--format <format>', 'instead of text').choices(['json', 'csv', 'pdf']))
    .option('--check', 'first ask the server again whether everything is still there')
    .action(async (id: string | undefined, options: ReceiptCommandOptions) =>
      run(async (context) => (await import('./receipt-command.ts')).receiptCommand(id, options, context)),
    );
  const deidKey = program.command('deid-key').description('the key of the pseudonyms, and the map').exitOverride();
  command(deidKey, 'export', 'write the key and the kept map into a file, under a passphrase')
    .argument('<file>')
    .action(async (file: string, options: CommonOptions) =>
      run(async (context) => (await deidKeys()).exportDeidKey(file, options, context)),
    );
  command(deidKey, 'import', 'take over the key and the map of another computer')
    .argument('<file>')
    .option('--replace', 'also where this computer has a key of its own')
    .action(async (file: string, options: CommonOptions & { readonly replace?: boolean }) =>
      run(async (context) => (await deidKeys()).importDeidKey(file, options, context)),
    );
  command(deidKey, 'reveal', 'whom a pseudonym stands for, where the map was kept')
    .argument('<pseudonym>')
    .action(async (pseudonym: string, options: CommonOptions) =>
      run(async (context) => (await deidKeys()).revealPseudonym(pseudonym, options, context)),
    );
  return program;
}

/** A subcommand with what all of them have. */
function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--data <dir>', 'folder for all state (FILEROOM_DATA)')
    .option('--json', 'one JSON document on stdout')
    .exitOverride();
}

function progress(): Option {
  return new Option('--progress <form>', 'how to show progress on stderr')
    .choices(['auto', 'json', 'none'])
    .default('auto');
}

/** What a person decided about texts that read wrong. */
function charset(): Option {
  return new Option('--charset <set>', 'the character set of all texts, where the files declare a wrong one').choices(
    Charset.options,
  );
}

function deidOption(): Option {
  return new Option(
    '--option <name>',
    `of PS3.15 Table E.1-1; may be repeated: ${DeidOption.options.join(', ')}`,
  ).argParser((name: string, before: readonly DeidOption[] | undefined) => {
    const option = DeidOption.safeParse(name);
    if (option.success) return [...(before ?? []), option.data];
    throw new InvalidArgumentError(`The options are ${DeidOption.options.join(', ')}.`);
  });
}

function paths(): Argument {
  return new Argument('<path...>', 'discs, folders, disc images, archives or files');
}

interface OpenOptions {
  readonly shell?: 'electron' | 'browser';
  readonly port?: number;
  readonly open: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

const exitCodes = `
Exit codes: 0 all done and verified; 1 wrong use or a failure; 2 finished, but some
objects were not sent or not readable; 3 no DICOM found; 4 sign-in or permission
refused; 130 interrupted, the same command goes on.`;

function parseLogin(text: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new InvalidArgumentError('A login is an e-mail address.');
  return text;
}

function parsePassword(text: string): string {
  if (text === '') throw new InvalidArgumentError('A password cannot be empty.');
  return text;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}
