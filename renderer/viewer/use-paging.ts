import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { StackSession } from './stack-session.ts';
import type { PointerTool } from './stack-view.ts';

/** A wheel's notch is 100 in most browsers; a touch pad sends many small steps. */
const wheelStep = 60;
/** Dragging over the whole height pages through the whole stack, at least by this many pixels an image. */
const smallestDrag = 4;

/** Pages with the wheel, and by dragging while the paging tool is chosen. */
export function usePaging(
  ref: RefObject<HTMLDivElement | null>,
  session: StackSession | undefined,
  tool: PointerTool,
): void {
  useEffect(() => {
    const element = ref.current;
    if (element === null || session === undefined) return undefined;
    let turned = 0;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * wheelStep;
      const steps = Math.trunc(turned / wheelStep);
      if (steps === 0) return;
      turned -= steps * wheelStep;
      session.step(steps);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, session]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || session === undefined || tool !== 'scroll') return undefined;
    let last: number | undefined;
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      last = event.clientY;
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      if (last === undefined) return;
      const { order } = session.snapshot();
      const each = Math.max(smallestDrag, element.clientHeight / (order.length * 1.5));
      const steps = Math.trunc((event.clientY - last) / each);
      if (steps === 0) return;
      last += steps * each;
      session.step(steps);
    };
    const onUp = () => {
      last = undefined;
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
    };
  }, [ref, session, tool]);
}
