import { Suspense, lazy } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useLiveEvents } from './api.ts';
import { ImportPage } from './import/import-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { SharePanel } from './share/share-panel.tsx';
import { Shell } from './shell/shell.tsx';
import { TransfersPage } from './transfers/transfers-page.tsx';
import { UploadPage } from './upload/upload-page.tsx';
import { WorklistPage } from './worklist/worklist-page.tsx';

// Cornerstone is large: it is fetched when the first study is opened.
const ViewerPage = lazy(async () => ({ default: (await import('./viewer/viewer-page.tsx')).ViewerPage }));

/** The route table. Features do not know each other: what one offers inside another is handed over here. */
export function App() {
  const connected = useLiveEvents();
  return (
    // oxlint-disable-next-line react/hooks -- wouter takes its location hook as a value
    <Router hook={useHashLocation}>
      <Switch>
        <Route path="/study/:connectionId/:studyUuid">{(params) => <StudyRoute {...params} />}</Route>
        <Route path="/upload">
          <UploadPage />
        </Route>
        <Route>
          <Shell connected={connected}>
            <Switch>
              <Route path="/worklist" component={WorklistPage} />
              <Route path="/import" component={ImportPage} />
              <Route path="/transfers" component={TransfersPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route>
                <Redirect to="/worklist" replace />
              </Route>
            </Switch>
          </Shell>
        </Route>
      </Switch>
    </Router>
  );
}

interface StudyParams {
  readonly connectionId: string;
  readonly studyUuid: string;
}

/** The viewer is full-bleed: `ViewerPage({connectionId, studyUuid, sharePanel: ReactNode, onClose})`. */
function StudyRoute({ connectionId, studyUuid }: StudyParams) {
  const [, navigate] = useLocation();
  return (
    <Suspense fallback={<div style={{ height: '100%', background: 'var(--bg-image)' }} />}>
      <ViewerPage
        connectionId={connectionId}
        studyUuid={studyUuid}
        sharePanel={<SharePanel connectionId={connectionId} studyUuid={studyUuid} />}
        onClose={() => navigate('/worklist')}
      />
    </Suspense>
  );
}
