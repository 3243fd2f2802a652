import { join } from 'node:path';
import type { AppInfo } from '../contract/api.ts';
import { ImportQueue } from '../upload/import-queue.ts';
import { FileroomError } from '../contract/problem.ts';
import { TreatmentPool } from '../upload/treatment-pool.ts';
import { ConnectionStore } from './connections/connection-store.ts';
import { Connections } from './connections/connections.ts';
import { type Embedded, embeddedId, openEmbedded } from './connections/embedded.ts';
import { Networks } from './connections/networks.ts';
import { prepareDataDir } from './data-dir.ts';
import { DeidKey } from './deid-key/deid-key.ts';
import { DeidMap } from './deid-key/deid-map.ts';
import { DeviceRuleStore } from './device-rules/device-rule-store.ts';
import { Events } from './events.ts';
import { ExportSpools } from './exports/export-spools.ts';
import { Exports } from './exports/exports.ts';
import { Imports, connectFor, renewFor } from './imports/imports.ts';
import { RuleCounters } from './imports/rule-counters.ts';
import { readLicences } from './licences.ts';
import { type Log, createLog, fileWriter } from './log.ts';
import type { ReviewPixels } from './scans/pixel-review.ts';
import { Scans } from './scans/scans.ts';
import { StagingStore } from './scans/staging-store.ts';
import { ScanView } from './scans/view/scan-view.ts';
import { FileSecretStore, type SecretStore } from './secrets.ts';
import { OpenStudies } from './studies/open-studies.ts';
import type { Treat } from './treat.ts';
import { readVersion } from './version.ts';

export interface ServicesOptions {
  /** The folder of all state; made when it is not there. */
  readonly dataDir: string;
  readonly shell: AppInfo['shell'];
  /** Files in `dataDir` when absent. */
  readonly secrets?: SecretStore;
  readonly version?: string;
  /** Where the shell answers with `App.linkPages`, while it does: links of the embedded archive lead there. */
  readonly linkOrigin?: () => string | undefined;
}

/** The parts of the program, wired. The API and the command line are two faces of it. */
export interface Services {
  readonly info: AppInfo;
  readonly log: Log;
  readonly events: Events;
  readonly embedded: Embedded;
  readonly connections: Connections;
  readonly scans: Scans;
  readonly stagings: StagingStore;
  readonly scanView: ScanView;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly studies: OpenStudies;
  readonly treat: Treat;
  readonly reviewPixels: ReviewPixels;
  readonly deviceRules: DeviceRuleStore;
  readonly deidKey: DeidKey;
  readonly deidMap: DeidMap;
  readonly ruleCounters: RuleCounters;
  close(): Promise<void>;
}

export async function openServices(options: ServicesOptions): Promise<Services> {
  const { dataDir } = options;
  await prepareDataDir(dataDir);
  const files = new FileSecretStore(dataDir);
  const secrets = options.secrets ?? files;
  const log = createLog(fileWriter(join(dataDir, 'fileroom.log')));
  const unexpected = (error: unknown) => {
    log.error('unexpected', error);
  };
  // In a file whatever the shell: all of them must map the same UIDs in the same way.
  const deidKey = new DeidKey(files);
  const getKey = async () => deidKey.get();
  const deidMap = new DeidMap(join(dataDir, 'deid-map.db'), getKey);
  const events = new Events();
  const pool = new TreatmentPool();
  const embedded = await openEmbedded(
    join(dataDir, 'archive'),
    secrets,
    options.linkOrigin === undefined ? {} : { linkOrigin: options.linkOrigin },
  );
  const store = new ConnectionStore(join(dataDir, 'app.db'));
  const networks = new Networks(store, secrets);
  const connections = new Connections(store, embedded, networks, events, (error) => {
    // A server that is away, or has no channels, is nothing to keep.
    if (!(error instanceof FileroomError)) unexpected(error);
  });
  const studies = new OpenStudies(connections);
  const worklistChanged = (connectionId: string) => {
    studies.forget(connectionId);
    events.publish({ type: 'worklist', connectionId });
  };
  // Without a window nobody looks at worklists.
  if (options.shell !== 'none') connections.followWorklists(worklistChanged);
  const stagings = new StagingStore(join(dataDir, 'staging'), () => queue.filesInUse());
  const tidy = async (): Promise<void> => {
    try {
      await stagings.sweep();
    } catch (error) {
      // What could not be deleted now is deleted at the next start.
      unexpected(error);
    }
  };
  const queue = new ImportQueue({
    file: join(dataDir, 'imports.db'),
    pool,
    deidKey: getKey,
    onTreated: async (changes) => deidMap.keep(changes),
    connect: async (id, destination) => connectFor(connections, id, destination),
    isHere: (id) => id === embeddedId,
    signInAgain: async (id, destination) => renewFor(connections, id, destination),
    onStatus: (status) => {
      events.publish({ type: 'import', import: status });
      if (status.phase === 'done' || status.phase === 'failed' || status.phase === 'cancelled') void tidy();
    },
    onArrival: worklistChanged,
    onUnexpected: unexpected,
    goesOn: options.shell !== 'none',
  });
  const deviceRules = new DeviceRuleStore(join(dataDir, 'device-rules.db'));
  const counters = new RuleCounters(join(dataDir, 'rule-counters.db'));
  connections.onSignedIn = (connectionId) => {
    studies.forget(connectionId);
    try {
      queue.resumeAfterSignIn(connectionId);
    } catch (error) {
      // The sign-in has succeeded all the same; the imports show that they still wait.
      unexpected(error);
    }
  };
  const scans = new Scans(events, stagings, unexpected);
  await tidy();
  const spools = new ExportSpools(dataDir);
  await spools.sweep().catch(unexpected);
  const scanView = new ScanView(scans);
  const treat: Treat = async (source, treatment, charset, look) =>
    pool.run({ kind: 'treat', ...source, treatment, charset, key: await getKey(), now: new Date(), ...look });
  // Always signed in: whoever opens the program on this computer may use its own archive.
  await connections.open(embeddedId);

  const exports = new Exports({
    scans,
    connections,
    events,
    spools,
    treat,
    onTreated: async (changes) => deidMap.keep(changes),
    unexpected,
  });

  return {
    info: {
      version: options.version ?? (await readVersion()),
      shell: options.shell,
      platform: process.platform,
      licences: await readLicences(),
    },
    log,
    events,
    embedded,
    connections,
    scans,
    stagings,
    scanView,
    imports: new Imports(queue, connections, treat, counters),
    exports,
    studies,
    treat,
    reviewPixels: async (source, pixels) => pool.run({ kind: 'review', ...source, pixels }),
    deviceRules,
    deidKey,
    deidMap,
    ruleCounters: counters,
    async close() {
      await exports.close();
      await scans.close();
      await scanView.close();
      await queue.close();
      await pool.close();
      connections.close();
      events.close();
      store.close();
      counters.close();
      deviceRules.close();
      deidMap.close();
      await embedded.close();
      await networks.close();
    },
  };
}
