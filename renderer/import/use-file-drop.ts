import { useEffect, useEffectEvent, useState } from 'react';
import { desktopBridge } from '../../src/contract/desktop.ts';

/**
 * Discs, folders and files dropped anywhere on the window, by their paths. Only the desktop shell knows paths;
 * elsewhere a drop is refused, so that the browser does not open the file instead of the page.
 */
export function useFileDrop(onPaths: (paths: readonly string[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const bridge = desktopBridge();
    const files = event.dataTransfer?.files ?? [];
    const paths = [...files].map((file) => bridge?.pathForFile(file) ?? '').filter((path) => path !== '');
    if (paths.length > 0) onPaths(paths);
  });
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      if (desktopBridge() !== undefined) setIsOver(true);
      else if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
