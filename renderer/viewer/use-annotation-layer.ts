import { useEffect, useMemo } from 'react';
import { AnnotationLayer } from './annotation-layer.ts';
import type { Reading } from './reading.ts';
import type { StackView } from './stack-view.ts';
import type { StackFrame } from './stack.ts';

/** Keeps the drawings on the picture and the records of the server in step. `shown` is the frame on screen. */
export function useAnnotationLayer(
  view: StackView | undefined,
  { annotations, annotationEntries }: Reading,
  frames: ReadonlyMap<string, StackFrame>,
  shown: StackFrame | undefined,
): AnnotationLayer | undefined {
  const layer = useMemo(() => view && new AnnotationLayer(view.element, annotations), [view, annotations]);
  useEffect(() => layer?.know(frames), [layer, frames]);
  useEffect(() => layer?.connect(), [layer]);
  useEffect(() => {
    if (shown === undefined) return;
    layer?.place(shown, annotationEntries);
    view?.redraw();
  }, [layer, view, shown, annotationEntries]);
  return layer;
}
