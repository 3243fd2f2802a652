import { eventTarget } from '@cornerstonejs/core';
import type { Types as CoreTypes } from '@cornerstonejs/core';
import { annotation, Enums } from '@cornerstonejs/tools';
import type { Types } from '@cornerstonejs/tools';
import { fromShape, toShape } from './annotation-shape.ts';
import type { AnnotationSync, SyncedAnnotation } from './reading.ts';
import { headerOf } from './images.ts';
import { toImage, type Vec3 } from './plane.ts';
import { sameFrame, type StackFrame } from './stack.ts';

const toolName = 'Length';
/** A line shorter than this, in pixels of the image, is a slip of the hand. */
const shortest = 0.5;
const dragEnds = ['mouseup', 'touchend'] as const;

/**
 * Between Cornerstone's drawings and {@link AnnotationSync}: what the server has is drawn when its image is shown, what
 * is drawn, moved or taken away is saved when the hand lets go.
 */
export class AnnotationLayer {
  readonly #element: HTMLDivElement;
  readonly #sync: AnnotationSync;
  #frames: ReadonlyMap<string, StackFrame> = new Map();
  readonly #moved = new Set<string>();
  #quiet = false;

  constructor(element: HTMLDivElement, sync: AnnotationSync) {
    this.#element = element;
    this.#sync = sync;
  }

  /** All frames of the study by their image id, which may become more. */
  know(frames: ReadonlyMap<string, StackFrame>): void {
    this.#frames = frames;
  }

  /** Listens, until the returned function is called; that takes all drawings off the picture, and off it only. */
  connect(): () => void {
    eventTarget.addEventListener(Enums.Events.ANNOTATION_COMPLETED, this.#onCompleted);
    eventTarget.addEventListener(Enums.Events.ANNOTATION_MODIFIED, this.#onModified);
    eventTarget.addEventListener(Enums.Events.ANNOTATION_REMOVED, this.#onRemoved);
    for (const end of dragEnds) globalThis.addEventListener(end, this.#onDragEnd);
    return () => this.#disconnect();
  }

  /** Draws those of `entries` that belong on this frame and are not drawn yet; dashed what the server lacks. */
  place(frame: StackFrame, entries: readonly SyncedAnnotation[]): void {
    for (const entry of entries) {
      if (!entry.removed && sameFrame(entry.record, frame)) this.#draw(entry, frame);
      annotation.config.style.setAnnotationStyles(entry.id, entry.state === 'failed' ? { lineDash: '3,4' } : {});
    }
  }

  /** Takes one away, from the picture and from the server. */
  remove(id: string): void {
    if (annotation.state.getAnnotation(id) !== undefined) annotation.state.removeAnnotation(id);
    else this.#sync.remove(id);
  }

  /** The lines that were clicked last. */
  selected(): string[] {
    return annotation.selection.getAnnotationsSelected();
  }

  #disconnect(): void {
    eventTarget.removeEventListener(Enums.Events.ANNOTATION_COMPLETED, this.#onCompleted);
    eventTarget.removeEventListener(Enums.Events.ANNOTATION_MODIFIED, this.#onModified);
    eventTarget.removeEventListener(Enums.Events.ANNOTATION_REMOVED, this.#onRemoved);
    for (const end of dragEnds) globalThis.removeEventListener(end, this.#onDragEnd);
    this.#silently(() => annotation.state.removeAllAnnotations());
  }

  #draw(entry: SyncedAnnotation, frame: StackFrame): void {
    const header = headerOf(frame.imageId);
    if (header === undefined || annotation.state.getAnnotation(entry.id) !== undefined) return;
    const points = fromShape(entry.record.shape, header.plane);
    if (points === undefined) return;
    const drawing: Types.Annotation = {
      annotationUID: entry.id,
      highlighted: false,
      invalidated: true,
      isLocked: false,
      isVisible: true,
      metadata: {
        toolName,
        referencedImageId: frame.imageId,
        FrameOfReferenceUID: header.plane.frameOfReferenceUid ?? '',
      },
      data: {
        handles: { points: points.map(([x, y, z]): CoreTypes.Point3 => [x, y, z]), activeHandleIndex: null },
        cachedStats: {},
      },
    };
    this.#silently(() => annotation.state.addAnnotation(drawing, this.#element));
  }

  #save(drawing: Types.Annotation): void {
    const id = drawing.annotationUID;
    const imageId = drawing.metadata?.referencedImageId;
    const frame = imageId === undefined ? undefined : this.#frames.get(imageId);
    const header = imageId === undefined ? undefined : headerOf(imageId);
    const points: readonly Vec3[] = drawing.data.handles?.points ?? [];
    const [a, b] = points;
    if (id === undefined || frame === undefined || header === undefined || a === undefined || b === undefined) return;
    const from = toImage(header.plane, a);
    const to = toImage(header.plane, b);
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < shortest) {
      annotation.state.removeAnnotation(id);
      return;
    }
    const { seriesInstanceUid, sopInstanceUid } = frame;
    const shape = toShape('length', points, header.plane);
    this.#sync.save(id, { seriesInstanceUid, sopInstanceUid, frame: frame.frame, shape });
  }

  #silently(change: () => void): void {
    this.#quiet = true;
    try {
      change();
    } finally {
      this.#quiet = false;
    }
  }

  readonly #onCompleted = (event: Event): void => {
    const drawing = drawingOf(event);
    if (drawing.annotationUID !== undefined) this.#moved.delete(drawing.annotationUID);
    this.#save(drawing);
  };

  readonly #onModified = (event: Event): void => {
    const { annotationUID, data } = drawingOf(event);
    // Cornerstone also reports a new number under an unmoved line.
    if (annotationUID === undefined || data.handles === undefined) return;
    const change = (event as CustomEvent<{ readonly changeType?: string }>).detail.changeType;
    if (change === Enums.ChangeTypes.HandlesUpdated) this.#moved.add(annotationUID);
  };

  readonly #onRemoved = (event: Event): void => {
    const { annotationUID } = drawingOf(event);
    if (!this.#quiet && annotationUID !== undefined) this.#sync.remove(annotationUID);
  };

  readonly #onDragEnd = (): void => {
    for (const id of this.#moved) {
      const drawing = annotation.state.getAnnotation(id);
      // A new line is saved when it is completed, which may take a second click.
      if (drawing !== undefined && this.#sync.find(id) !== undefined) this.#save(drawing);
    }
    this.#moved.clear();
  };
}

function drawingOf(event: Event): Types.Annotation {
  return (event as CustomEvent<{ readonly annotation: Types.Annotation }>).detail.annotation;
}
