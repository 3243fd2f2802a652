import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useRoute } from 'wouter';
import type { Connection } from '../src/contract/connection.ts';
import { queries, useLiveEvents } from './api.ts';
import { anotherDraft, firstDraft, withStudy } from './import/draft.ts';
import { ExportForm } from './export/export-form.tsx';
import { ExportPanel } from './export/export-panel.tsx';
import { ImportPage } from './import/import-page.tsx';
import { UploadPage } from './import/upload-page.tsx';
import { SignIn } from './session/sign-in.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { Links } from './share/links.tsx';
import { SharePanel } from './share/share-panel.tsx';
import { Shares } from './share/shares.tsx';
import { ConnectionSwitch } from './shell/connection-switch.tsx';
import { useHashPath } from './shell/hash-path.ts';
import { Shell } from './shell/shell.tsx';
import { StartProblem } from './shell/start-problem.tsx';
import { useCurrentConnection } from './shell/current-connection.ts';
import { Transfer } from './transfers/transfer.tsx';
import { TransfersPage } from './transfers/transfers-page.tsx';
import { useTransferWatch } from './transfers/watch-transfers.ts';
import { Toasts } from './ui/toast.tsx';
import { firstView } from './worklist/view.ts';
import { WorklistPage } from './worklist/worklist-page.tsx';

// Cornerstone is large: it is fetched when the first study is opened.
const ViewerPage = lazy(async () => ({ default: (await import('./viewer/viewer-page.tsx')).ViewerPage }));
const ScannedStudyPage = lazy(async () => ({
  default: (await import('./viewer/scanned-study-page.tsx')).ScannedStudyPage,
}));

export function App() {
  const connected = useLiveEvents();
  useTransferWatch();
  const connections = useQuery(queries.connections());
  if (connections.error !== null && connections.data === undefined) {
    return <StartProblem problem={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (connections.data === undefined) return null;
  return (
    // oxlint-disable-next-line react/hooks -- wouter takes its location hook as a value
    <Router hook={useHashPath}>
      <Routes connections={connections.data} connected={connected} />
      <Toasts />
    </Router>
  );
}

interface RoutesProps {
  readonly connections: readonly Connection[];
  readonly connected: boolean;
}

/** The route table. Features do not know each other: what one offers inside another is handed over here. */
function Routes({ connections, connected }: RoutesProps) {
  const [, navigate] = useLocation();
  const [isUpload] = useRoute('/upload');
  const [connection, choose] = useCurrentConnection(connections);
  const [search, setSearch] = useState('');
  const [view, setView] = useState(firstView);
  // Kept here, so that going to another page and back loses no decision.
  const [draft, setDraft] = useState(firstDraft);
  const openStudy = (connectionId: string, studyUuid: string): void => navigate(`/study/${connectionId}/${studyUuid}`);

  // A patient's visit sees the upload and nothing else until it is ended.
  const isVisit = connections.some(({ session }) => session.state === 'share-code');
  if (isVisit || isUpload) {
    return (
      <UploadPage
        connections={connections}
        Transfer={Transfer}
        onEntered={() => navigate('/upload', { replace: true })}
        onLeave={() => navigate('/worklist')}
      />
    );
  }
  return (
    <Switch>
      <Route path="/study/:connectionId/:studyUuid">
        {({ connectionId, studyUuid }) => <StudyRoute connectionId={connectionId} studyUuid={studyUuid} />}
      </Route>
      <Route path="/import/view/:scanId/:studyInstanceUid">
        {({ scanId, studyInstanceUid }) => (
          <Suspense fallback={<Dark />}>
            <ScannedStudyPage
              scanId={scanId}
              studyInstanceUid={studyInstanceUid}
              onImport={() => {
                setDraft(withStudy(draft, scanId, studyInstanceUid));
                navigate('/import');
              }}
              onClose={() => navigate('/import')}
            />
          </Suspense>
        )}
      </Route>
      <Route>
        <Shell
          connected={connected}
          onScan={(scanId) => {
            setDraft({ ...anotherDraft(draft), step: 'choose', scanId });
            navigate('/import');
          }}
          search={search}
          onSearch={(text) => {
            setSearch(text);
            setView({ ...view, page: 1 });
          }}
          corner={
            <ConnectionSwitch
              connections={connections}
              current={connection}
              onChoose={(id) => {
                choose(id);
                setView(firstView);
              }}
            />
          }
        >
          <Switch>
            <Route path="/worklist">
              {connection === undefined ? null : (
                <WorklistPage
                  key={connection.id}
                  connection={connection}
                  search={search}
                  onSearch={setSearch}
                  view={view}
                  onView={setView}
                  onOpen={(studyUuid) => openStudy(connection.id, studyUuid)}
                  onImport={() => navigate('/import')}
                  SignIn={SignIn}
                  Shares={Shares}
                  Links={Links}
                  Export={ExportForm}
                />
              )}
            </Route>
            <Route path="/import">
              <ImportPage
                connections={connections}
                preferred={connection?.id}
                draft={draft}
                onDraft={setDraft}
                SignIn={SignIn}
                Transfer={Transfer}
                Export={ExportPanel}
                onOpenStudy={openStudy}
                onViewScanned={(scanId, uid) => navigate(`/import/view/${scanId}/${uid}`)}
              />
            </Route>
            <Route path="/transfers">
              <TransfersPage onImport={() => navigate('/import')} onOpenStudy={openStudy} SignIn={SignIn} />
            </Route>
            <Route path="/settings">
              <SettingsPage connections={connections} SignIn={SignIn} />
            </Route>
            <Route>
              <Redirect to="/worklist" replace />
            </Route>
          </Switch>
        </Shell>
      </Route>
    </Switch>
  );
}

interface StudyRouteProps {
  readonly connectionId: string;
  readonly studyUuid: string;
}

/** The viewer is full-bleed: `ViewerPage({connectionId, studyUuid, sharePanel: ReactNode, onClose})`. */
function StudyRoute({ connectionId, studyUuid }: StudyRouteProps) {
  const [, navigate] = useLocation();
  return (
    <Suspense fallback={<Dark />}>
      <ViewerPage
        connectionId={connectionId}
        studyUuid={studyUuid}
        sharePanel={<SharePanel connectionId={connectionId} studyUuid={studyUuid} />}
        onClose={() => navigate('/worklist')}
      />
    </Suspense>
  );
}

/** While the viewer is being fetched: as dark as it will be. */
function Dark() {
  return <div style={{ height: '100%', background: 'var(--bg-image)' }} />;
}
